/** A reason not to start that the operator can mend: shown as one line, never with a stack trace. */
export class StartRefusal extends Error {
  override name = 'StartRefusal';
  /** Whether it may be over by itself: an installation that has run before then serves what it kept, and tries again. */
  readonly mayPass: boolean;

  constructor(message: string, { mayPass = false } = {}) {
    super(message);
    this.mayPass = mayPass;
  }
}
