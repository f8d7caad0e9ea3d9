package im.balcony.protocol.xep;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the class that keeps an extension; docs/xeps.md is built from these marks. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Xep {
  /** The number in the XSF's list. */
  int number();

  /** The title of the document. */
  String name();

  /** The version of the document that was followed. */
  String version();
}
