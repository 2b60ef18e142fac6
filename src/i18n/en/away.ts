/** When the database is away, and on copies: how old what is shown is, and that nothing can be saved right now. */
export const away = {
  notice: (since: string, of: string) => `Live data is unavailable since ${since}, showing the state of ${of}.`,
  unknown: 'Status unknown',
  lastKnown: (of: string) => `Last known as of ${of}.`,
  below: 'What stands below is the last that we know, and may have changed since.',
  unknownStatus: 'Unknown',
  noLiveData: (since: string) => `Status unknown: no live data since ${since}`,
  copy: (of: string) => `This is a copy of ${of}. It does not change by itself.`,
  livePage: 'Open the live page',
  page: {
    title: 'This page cannot be shown right now',
    lead: 'We cannot reach our data at the moment. Please try again in a minute. The status page itself is still there.',
  },
  saving: {
    title: 'We cannot save anything right now',
    lead: 'We cannot reach our data at the moment, so nothing was saved. What you wrote is below: keep this page open and send it again in a minute.',
    again: 'Send it again',
    typed: 'What you wrote',
  },
  starting: {
    title: 'The status page is starting',
    lead: 'It cannot reach its data yet. Please try again in a minute.',
  },
};
