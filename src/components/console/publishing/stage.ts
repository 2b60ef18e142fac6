import type { Ending, Impact, IncidentStatus } from '#domain/incident.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { IconName } from '../../IconNames.ts';

/** How an incident's stage looks in the console: resolved is well, retracted is nothing; before that its impact gives the colour. */
export function stageMark({
  status,
  ending,
  impact,
}: {
  status: IncidentStatus;
  ending: Ending | null;
  impact: Impact;
}): {
  icon: IconName;
  tone: 'ok' | 'deg' | 'part' | 'maj' | undefined;
} {
  if (ending === 'retracted') return { icon: 'cross', tone: undefined };
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

/** The stage in a word, or how it ended. */
export const stageText = (
  { status, ending }: { status: IncidentStatus; ending: Ending | null },
  locale: Locale,
): string => (ending === 'retracted' ? words(locale).terms.ending.retracted : words(locale).terms.incident[status]);
