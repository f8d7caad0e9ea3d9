package im.balcony.load.client;

/** How a client comes from its socket to its session. */
public enum LoginKind {
  /** RFC 6120, one thing after the other. */
  STEPWISE {
    @Override
    Login login(
        ClientGroup group, Account account, ClientToken token, OneExchangeLogin.Steps steps) {
      return new StepwiseLogin(group.settings(), account, group.newScramLogin(account), steps);
    }
  },
  /** XEP-0388 with XEP-0386, and from the second time on by a token (XEP-0484). */
  ONE_EXCHANGE {
    @Override
    Login login(
        ClientGroup group, Account account, ClientToken token, OneExchangeLogin.Steps steps) {
      return new OneExchangeLogin(
          group.settings(), account, group.newScramLogin(account), token, steps);
    }
  };

  abstract Login login(
      ClientGroup group, Account account, ClientToken token, OneExchangeLogin.Steps steps);
}
