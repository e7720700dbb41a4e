const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** `Oct 10, 2024, 1:23:45 PM` in UTC, as Java formats times for the locale en-US. */
export const javaDate = (time: Date): string => {
  const hours = time.getUTCHours()
  const clock = [hours % 12 || 12, twoDigits(time.getUTCMinutes()), twoDigits(time.getUTCSeconds())]
  const day = `${months[time.getUTCMonth()]} ${time.getUTCDate()}, ${time.getUTCFullYear()}`
  return `${day}, ${clock.join(':')} ${hours < 12 ? 'AM' : 'PM'}`
}
