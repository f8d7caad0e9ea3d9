package im.balcony.edge.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line from the operator's side. The list of kinds is closed: nothing else is instantiated. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AdminRequest.AddUser.class, name = "add"),
  @JsonSubTypes.Type(value = AdminRequest.ChangePassword.class, name = "passwd"),
  @JsonSubTypes.Type(value = AdminRequest.RemoveUser.class, name = "remove"),
  @JsonSubTypes.Type(value = AdminRequest.ListUsers.class, name = "list"),
  @JsonSubTypes.Type(value = AdminRequest.ImportUsers.class, name = "import"),
  @JsonSubTypes.Type(value = AdminRequest.RotateKey.class, name = "rotate-key"),
  @JsonSubTypes.Type(value = AdminRequest.Rotation.class, name = "rotation"),
  @JsonSubTypes.Type(value = AdminRequest.ExportCalls.class, name = "export-calls"),
  @JsonSubTypes.Type(value = AdminRequest.Drain.class, name = "drain"),
  @JsonSubTypes.Type(value = AdminRequest.Status.class, name = "status")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface AdminRequest {

  record AddUser(String jid, String password) implements AdminRequest {
    public AddUser {
      requireNonNull(jid, "jid");
      requireNonNull(password, "password");
    }

    /** Without the password: this text may end up in a log. */
    @Override
    public String toString() {
      return "AddUser[" + jid + "]";
    }
  }

  record ChangePassword(String jid, String password) implements AdminRequest {
    public ChangePassword {
      requireNonNull(jid, "jid");
      requireNonNull(password, "password");
    }

    /** Without the password: this text may end up in a log. */
    @Override
    public String toString() {
      return "ChangePassword[" + jid + "]";
    }
  }

  record RemoveUser(String jid) implements AdminRequest {
    public RemoveUser {
      requireNonNull(jid, "jid");
    }
  }

  /** At most a page of the accounts of a domain, those after the given one. */
  record ListUsers(String domain, @Nullable String after) implements AdminRequest {
    public ListUsers {
      requireNonNull(domain, "domain");
    }
  }

  record ImportUsers(List<ImportRow> rows) implements AdminRequest {
    public ImportUsers {
      rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
      return "ImportUsers[" + rows.size() + "]";
    }
  }

  /** Begin a rotation of the master key unless one is running; answered at once. */
  record RotateKey() implements AdminRequest {}

  /** How far the rotation is. */
  record Rotation() implements AdminRequest {}

  /**
   * Records of calls, a page; the next one begins where the answer says.
   *
   * @param format "json" or "csv"
   * @param fromMicros when the first was written, since 1970
   */
  record ExportCalls(String format, long fromMicros) implements AdminRequest {
    public ExportCalls {
      requireNonNull(format, "format");
    }
  }

  /** Let the clients go to other edges, then end the node; answered at once. */
  record Drain() implements AdminRequest {}

  record Status() implements AdminRequest {}
}
