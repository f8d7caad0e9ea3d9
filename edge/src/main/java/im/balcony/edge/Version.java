package im.balcony.edge;

/** The version as the build wrote it into the jar. */
public final class Version {
  private Version() {}

  public static String number() {
    var packaged = Version.class.getPackage().getImplementationVersion();
    return packaged == null ? "unpackaged" : packaged;
  }
}
