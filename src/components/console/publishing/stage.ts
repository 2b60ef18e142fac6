import type { Impact, IncidentStatus } from '#domain/incident.ts';
import type { IconName } from '../../IconNames.ts';

/** How an incident's stage looks in the console: resolved is well; before that its impact gives the colour. */
export function stageMark({ status, impact }: { status: IncidentStatus; impact: Impact }): {
  icon: IconName;
  tone: 'ok' | 'deg' | 'part' | 'maj' | undefined;
} {
  if (status === 'resolved') return { icon: 'operational', tone: 'ok' };
  return (
    {
      none: { icon: 'clock', tone: undefined },
      minor: { icon: 'degraded_performance', tone: 'deg' },
      major: { icon: 'partial_outage', tone: 'part' },
      critical: { icon: 'major_outage', tone: 'maj' },
    } as const
  )[impact];
}
