package im.balcony.load.drive;

/**
 * What phones come back to. The accounts load1, load2, ... are the other sides of the
 * conversations; the phones' own follow behind them.
 *
 * @param phones accounts with one phone each
 * @param conversations of each phone, one message old
 * @param contactsOnline how many of the other sides are available, all being contacts with mutual
 *     subscriptions; -1: nobody is anybody's contact
 * @param changed conversations in which something was said meanwhile
 * @param messages said in each of these
 */
public record ReturnPlan(
    int phones, int conversations, int contactsOnline, int changed, int messages) {
  private static final int NO_CONTACTS = -1;

  public ReturnPlan {
    if (changed > conversations || contactsOnline > conversations) {
      throw new IllegalArgumentException("no more than there are conversations: " + conversations);
    }
  }

  boolean hasContacts() {
    return contactsOnline != NO_CONTACTS;
  }

  int presences() {
    return Math.max(0, contactsOnline);
  }
}
