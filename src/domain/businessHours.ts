/** When somebody answers: the same hours on each listed weekday (1 is Monday), in one time zone. */
export type BusinessHours = { timeZone: string; weekdays: readonly number[]; opens: string; closes: string };

export const officeHours = (timeZone: string): BusinessHours => ({
  timeZone,
  weekdays: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
});

/** Whether clocks can be kept in it: any name that the machine's time zone data knows, the newest and the older ones. */
export function isTimeZone(name: string): boolean {
  try {
    return (
      /^[A-Za-z]/u.test(name) && Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== ''
    );
  } catch {
    return false;
  }
}

/**
 * A first answer is due one business day after arrival, in the calendar's zone: by the same time on the next working
 * day, and by closing time where it came in outside hours. Source 002 step 3.
 */
export function firstAnswerDue(arrivedAt: Temporal.Instant, hours: BusinessHours): Temporal.Instant {
  const arrived = arrivedAt.toZonedDateTimeISO(hours.timeZone);
  const time = arrived.toPlainTime();
  const [opens, closes] = [Temporal.PlainTime.from(hours.opens), Temporal.PlainTime.from(hours.closes)];
  const inHours =
    hours.weekdays.includes(arrived.dayOfWeek) &&
    Temporal.PlainTime.compare(time, opens) >= 0 &&
    Temporal.PlainTime.compare(time, closes) < 0;
  const beforeOpening = hours.weekdays.includes(arrived.dayOfWeek) && Temporal.PlainTime.compare(time, opens) < 0;
  const day = beforeOpening ? arrived.toPlainDate() : nextWorkingDay(arrived.toPlainDate(), hours);
  return day.toZonedDateTime({ timeZone: hours.timeZone, plainTime: inHours ? time : closes }).toInstant();
}

function nextWorkingDay(date: Temporal.PlainDate, hours: BusinessHours): Temporal.PlainDate {
  const next = date.add({ days: 1 });
  return hours.weekdays.includes(next.dayOfWeek) ? next : nextWorkingDay(next, hours);
}
