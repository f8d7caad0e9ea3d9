package im.balcony.actors.call;

/** How a User speaks to calls; nothing here waits or promises arrival. */
public interface Calls {

  void tell(CallId call, CallCommand command);
}
