/** A reason not to start that the operator can mend: shown as one line, never with a stack trace. */
export class StartRefusal extends Error {
  override name = 'StartRefusal';
}
