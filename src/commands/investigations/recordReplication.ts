import type { Id } from '#domain/id.ts';
import type { ReplicationOutcome } from '#domain/investigation.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { lockInvestigation, touch } from './investigationRow.ts';

/** Whether support saw it too, where and how. Source 002. */
export const recordReplication = command({
  action: 'investigations.work',
  load: (tx, { id }: { id: Id<'investigation'>; outcome: ReplicationOutcome; details: string }) =>
    lockInvestigation(tx, id),
  version: ({ row }) => row.version,
  decide: ({ row }, { id, outcome, details }, ctx) => {
    if (row.closedAt !== null) return refuse('investigation_closed');
    return accept({
      value: { replication: outcome, replicationDetails: details, replicatedAt: ctx.now() },
      events: [{ name: 'investigation.replication_recorded', subject: id, investigationId: id, data: { outcome } }],
    });
  },
  save: async (tx, change, { row }) => {
    await touch(tx, row, change);
    return { id: row.id };
  },
});
