/** The console's figures look back this many days, and compare with as many before. */
export const figureDays = 30;
