/**
 * Accepts only addresses of staff pages, with any query, so that a link to the sign-in page cannot redirect to another
 * site.
 */
export function isStaffAddress(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\/staff(?:[/?][\w\-./?=&%+*~:,;@!$'()]*)?$/.test(value) &&
    !value.includes('//')
  );
}
