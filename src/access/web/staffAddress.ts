/** Only addresses of staff pages, with whatever stands in theirs: a link to the sign-in page cannot send anybody elsewhere. */
export function isStaffAddress(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\/staff(?:[/?][\w\-./?=&%+*~:,;@!$'()]*)?$/.test(value) &&
    !value.includes('//')
  );
}
