/**
 * Signs a member of staff in.
 *
 * @param url of any page of the installation
 * @returns the headers for their requests
 */
export async function signIn(url: string, name: string, password: string): Promise<{ Cookie: string }> {
  const address = new URL('/staff/sign-in', url);
  const opened = await fetch(address);
  const form = new URLSearchParams({ formToken: tokenOf(await opened.text()), goTo: '', name, password });
  const entered = await fetch(address, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { Cookie: cookieOf(opened) },
  });
  if (entered.status !== 303) throw new Error(`${name} was not let in: ${entered.status}`);
  return { Cookie: cookieOf(entered) };
}

/** The token with which a form of a staff page must be submitted. */
export function tokenOf(page: string): string {
  return /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

function cookieOf({ headers }: Response): string {
  const [last = ''] = headers
    .getSetCookie()
    .filter((cookie) => cookie.startsWith('staff='))
    .slice(-1);
  return last.split(';')[0]!;
}
