export const publishing = { title: 'publishing' };
