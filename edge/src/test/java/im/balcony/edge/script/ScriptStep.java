package im.balcony.edge.script;

/** One line of a script: who does or sees what. */
record ScriptStep(int line, String client, Verb verb, String text) {

  /** What a client can do in a script, by the words used for it. */
  enum Verb {
    /** Login and bind; nothing else is sent. */
    CONNECTS("connects", false),
    /** Login and bind, roster fetched, initial presence sent and its own echo consumed. */
    COMES_ONLINE("comes online", false),
    /** Login without bind: for resumption. */
    LOGS_IN("logs in", false),
    /** TCP connection only: what follows is sent and received by hand. */
    OPENS_TCP("opens tcp", false),
    /** The same with TLS from the first byte. */
    OPENS_TLS("opens tls", false),
    SENDS("sends:", true),
    RECEIVES("receives:", true),
    /**
     * The next stanzas match these templates in any order; templates stand one behind the other.
     */
    RECEIVES_UNORDERED("receives in any order:", true),
    RECEIVES_NOTHING("receives nothing", false),
    /** The stream is closed by the server, after what was received. */
    IS_CLOSED("is closed", false),
    CLOSES("closes", false),
    /** The TCP connection is reset without a word. */
    DROPS("drops", false);

    private final String words;
    private final boolean takesXml;

    Verb(String words, boolean takesXml) {
      this.words = words;
      this.takesXml = takesXml;
    }

    String words() {
      return words;
    }

    boolean takesXml() {
      return takesXml;
    }
  }
}
