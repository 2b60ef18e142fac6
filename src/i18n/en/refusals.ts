export const refusals = { titles: {} as Record<string, string>, points: {} as Record<string, (values: Record<string, string | number>) => string> };
