import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import '#platform/temporal.ts';
import { openThrowaway } from '#db/embedded.ts';
import type { Connection } from '#db/embedded/transport.ts';
import { migrate } from '#db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The one PostgreSQL of this test run, connected to the database that only makes others. */
    postgres: Connection;
    /** The migrated, empty database that each test file gets a copy of. */
    template: string;
  }
}

const template = 'template_of_tests';

/** One real PostgreSQL for the whole run, and one migrated database in it that the test files copy. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { connection, stop } = await openThrowaway();
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  await sql`create database ${sql(template)}`;
  await sql.end();
  await migrate({ ...connection, database: template });
  project.provide('postgres', connection);
  project.provide('template', template);
  return stop;
}
