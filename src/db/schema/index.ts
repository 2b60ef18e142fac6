/** Every table, for drizzle and drizzle-kit. */
export * from './attachment.ts';
export * from './catalogue.ts';
export * from './contract.ts';
export * from './feedback.ts';
export * from './guide.ts';
export * from './inbox.ts';
export * from './incident.ts';
export * from './investigation.ts';
export * from './maintenance.ts';
export * from './notification.ts';
export * from './page.ts';
export * from './people.ts';
export * from './report.ts';
export * from './sending.ts';
export * from './subscriber.ts';
