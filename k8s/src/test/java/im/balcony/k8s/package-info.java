/** The chart and the overlays as helm and kustomize render them: {@code k8s/validate}. */
@NullMarked
package im.balcony.k8s;

import org.jspecify.annotations.NullMarked;
