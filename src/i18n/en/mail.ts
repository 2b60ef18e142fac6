export const mail = { unsubscribe: 'Unsubscribe with one click' };
