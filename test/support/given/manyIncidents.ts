import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { Id } from '#domain/id.ts';

/**
 * Incidents numbered from `first` to `last`, spread evenly over the 365 days before `until`, each with an update, one
 * component and a minute of outage. By SQL alone: through the commands a hundred thousand would take an hour.
 */
export async function manyIncidents(
  db: Database,
  { first, last, until, components, open = false }: Many,
): Promise<void> {
  const at = sql`${until.toString()}::timestamptz - (n % 365) * interval '1 day' - (n % 1439) * interval '1 minute'`;
  const status = open ? 'investigating' : 'resolved';
  const numbers = sql`generate_series(${first}::int, ${last}::int) n`;
  const [author] = await db.execute<{ id: string }>(sql`select id from account limit 1`);
  const parts = sql`(array[${sql.join(
    components.map((id) => sql`${id}::text`),
    sql`, `,
  )}])[n % ${components.length} + 1]`;
  await db.transaction(async (tx) => {
    // Looking up what each row refers to would be most of the time.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`
      insert into investigation (id, title, opened_by, created_at)
      select 'v' || lpad(n::text, 11, '0'), 'x', ${author?.id}, ${at} from ${numbers}`);
    await tx.execute(sql`
      insert into incident (id, investigation_id, title, frozen_title, status, ending, impact, translations, published_by, started_at, created_at, updated_at, resolved_at)
      select 'n' || lpad(n::text, 11, '0'), 'v' || lpad(n::text, 11, '0'), 'Incident ' || lpad(n::text, 6, '0'), 'x', ${status}, ${open ? null : 'resolved'}, 'major', '{}', ${author?.id},
        ${at}, ${at}, ${at}, ${open ? sql`null` : sql`${at} + interval '1 hour'`} from ${numbers}`);
    await tx.execute(sql`
      insert into incident_component (incident_id, component_id, status)
      select 'n' || lpad(n::text, 11, '0'), ${parts}, ${open ? 'major_outage' : 'operational'} from ${numbers}`);
    await tx.execute(sql`
      insert into incident_update (id, incident_id, sequence, status, body, translations, movements, notify, author_id, created_at)
      select 'u' || lpad(n::text, 11, '0'), 'n' || lpad(n::text, 11, '0'), 1, ${status}, 'We are looking into it.', '{}',
        jsonb_build_array(jsonb_build_object('componentId', ${parts}, 'from', 'operational', 'to', 'major_outage')), false, ${author?.id}, ${at} from ${numbers}`);
    await tx.execute(sql`
      insert into component_status_interval (component_id, status, from_at, until_at)
      select ${parts}, 'major_outage', ${at}, ${at} + interval '1 minute' from ${numbers}`);
  });
  await db.execute(
    sql`analyze incident, incident_component, incident_update, component_status_interval, investigation`,
  );
}

export type Many = {
  first: number;
  last: number;
  until: Temporal.Instant;
  components: readonly Id<'component'>[];
  open?: boolean;
};
