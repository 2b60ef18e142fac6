import type { Locale } from '#domain/locale.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';
import IncidentCard from './IncidentCard.astro';
import { renderAlone } from './renderAlone.ts';

/** An incident's card as the public page shows it. For the composer's preview. */
export const renderCard = (incident: PublicIncident, locale: Locale, now: Temporal.Instant): Promise<string> =>
  renderAlone(IncidentCard, { incident, locale, now }, { title: incident.title, locale, style: alone });

// A card that stands alone needs no distance from what would be above it.
const alone = 'main>.card{margin:0}';
