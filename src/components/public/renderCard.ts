import type { Locale } from '#domain/locale.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';
import incidentStyle from '../../styles/incident.css?inline';
import IncidentCard from './IncidentCard.astro';
import IncidentWhole from './IncidentWhole.astro';
import { renderAlone } from './renderAlone.ts';

/** An incident's card, or its page, as the public sees it. For the composers' previews. */
export const renderCard = (incident: PublicIncident, locale: Locale, now: Temporal.Instant): Promise<string> =>
  renderAlone(
    whatShows(incident),
    { incident, locale, now },
    { title: incident.title, locale, style: incidentStyle + alone },
  );

/** Once it was taken back or has a postmortem, people read it on its own page; until then its card is what they see. */
const whatShows = ({ ending, postmortem }: PublicIncident) =>
  ending === 'retracted' || postmortem !== null ? IncidentWhole : IncidentCard;

// A card that stands alone needs no distance from what would be above it.
const alone = 'main>.card{margin:0}';
