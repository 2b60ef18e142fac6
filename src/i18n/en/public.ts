export const publicWords = { status: 'Status' };
