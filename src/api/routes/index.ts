import type { Route } from '../route.ts';
import { attachmentRoutes } from './attachments.ts';
import { categoryRoutes } from './categories.ts';
import { componentRoutes } from './components.ts';
import { deliveryRoutes } from './deliveries.ts';
import { escalationRoutes } from './escalations.ts';
import { feedbackRoutes } from './feedback.ts';
import { guideRoutes } from './guides.ts';
import { incidentRoutes } from './incidents.ts';
import { investigationRoutes } from './investigations.ts';
import { maintenanceRoutes } from './maintenances.ts';
import { pastIncidentRoutes } from './pastIncidents.ts';
import { peopleRoutes } from './people.ts';
import { reportDeskRoutes } from './reportDesk.ts';
import { reportRoutes } from './reports.ts';
import { subscriberRoutes } from './subscribers.ts';
import { targetRoutes } from './targets.ts';
import { teamRoutes } from './teams.ts';

/** Every call of the API: what is served, what `/openapi.json` describes, and what the permission test walks. */
export const routes: readonly Route[] = [
  ...reportRoutes,
  ...reportDeskRoutes,
  ...attachmentRoutes,
  ...feedbackRoutes,
  ...investigationRoutes,
  ...escalationRoutes,
  ...incidentRoutes,
  ...maintenanceRoutes,
  ...pastIncidentRoutes,
  ...deliveryRoutes,
  ...subscriberRoutes,
  ...categoryRoutes,
  ...componentRoutes,
  ...targetRoutes,
  ...guideRoutes,
  ...teamRoutes,
  ...peopleRoutes,
];
