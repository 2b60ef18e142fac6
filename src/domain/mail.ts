/** Letters to one person; notifications to subscribers are rows of their own. Each has one file in `emails/`. */
export const mailKinds = [
  'report_received',
  'report_reply',
  'opt_in',
  'confirmation_request',
  'follow_up',
  'invitation',
] as const;
export type MailKind = (typeof mailKinds)[number];
