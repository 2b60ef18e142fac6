/** The parts of the console; who may use each is `policy.ts`'s. */
export const consoleSections = [
  'now',
  'reports',
  'investigations',
  'incidents',
  'maintenances',
  'guides',
  'feedback',
  'deliveries',
  'outbox',
  'components',
  'people',
  'settings',
  'account',
] as const;
export type ConsoleSection = (typeof consoleSections)[number];
