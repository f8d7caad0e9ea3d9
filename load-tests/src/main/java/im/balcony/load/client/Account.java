package im.balcony.load.client;

/** Who logs in: a local part and its password. */
public record Account(String name, String password) {
  /** The accounts that {@code load accounts} makes: load1, load2, ... with one password. */
  public static final String PASSWORD = "load";

  public static Account numbered(int number) {
    return new Account("load" + number, PASSWORD);
  }

  public String bareJid(String domain) {
    return name + "@" + domain;
  }
}
