/** Every table, for drizzle and drizzle-kit. */
export * from './catalogue.ts';
export * from './guide.ts';
export * from './incident.ts';
export * from './investigation.ts';
export * from './maintenance.ts';
export * from './notification.ts';
export * from './page.ts';
export * from './people.ts';
export * from './report.ts';
export * from './subscriber.ts';
