/** What a new page needs before it can do its work, in the order in which it is easiest done. */
export const setUpSteps = ['no_components', 'no_people', 'no_teams', 'outbox', 'no_subscribers', 'no_reports'] as const;
export type SetUpStep = (typeof setUpSteps)[number];
