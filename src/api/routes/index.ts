import type { Route } from '../route.ts';
import { catalogueRoutes } from './catalogue.ts';
import { deliveryRoutes } from './deliveries.ts';
import { escalationRoutes } from './escalations.ts';
import { incidentRoutes } from './incidents.ts';
import { investigationRoutes } from './investigations.ts';
import { peopleRoutes } from './people.ts';
import { reportRoutes } from './reports.ts';
import { subscriberRoutes } from './subscribers.ts';

/** Every call of the API: what is served, what `/openapi.json` describes, and what the permission test walks. */
export const routes: readonly Route[] = [
  ...reportRoutes,
  ...investigationRoutes,
  ...escalationRoutes,
  ...incidentRoutes,
  ...deliveryRoutes,
  ...subscriberRoutes,
  ...catalogueRoutes,
  ...peopleRoutes,
];
