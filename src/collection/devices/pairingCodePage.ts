/** The page with the code by which one tablet is paired, and with the address to open on it. */
import { page, type Reply } from '../../access/web/reply.ts';
import type { ListContext } from '../../access/web/listRequest.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import { qrSquare } from '../../platform/web/qrSquare.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import type { RoutesOptions } from '../stores.ts';
import { passFacts, type DayPass } from './dayPass.ts';
import { unitIdsOf, type PairingKeys } from './pairDevice.ts';
import { hashOfPairingCode, newPairingCode, pairingCodeLifetimeMs } from './pairingCode.ts';
import { fleetTexts } from './texts.ts';

export interface PairingTools extends RoutesOptions {
  readonly pairingKeys: PairingKeys;
  readonly publicUrl: string | undefined;
}

interface NewTablet {
  readonly point: AccessPoint;
  readonly label: string;
  readonly pass?: DayPass | undefined;
  readonly back: { readonly text: string; readonly url: string };
}

/** Makes a code, audited, and shows it. */
export async function pairingCodePage(
  context: Pick<ListContext, 'req' | 'language'> & { readonly caller: Caller },
  tools: PairingTools,
  { point, label, pass, back }: NewTablet,
): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now, pairingKeys } = tools;
  const code = newPairingCode();
  const madeBy = caller.actor;
  const expiresAt = new Date(now().getTime() + pairingCodeLifetimeMs);
  const id = hashOfPairingCode(code, pairingKeys.codeKey);
  await stores.pairingCodes.add(
    { id, accessPointId: point.id, label, madeBy, expiresAt, pass },
    auditEntry({
      at: now(),
      by: madeBy,
      kind: 'device.pairingCodeMade',
      unitIds: unitIdsOf(point),
      subject: { id: point.id, label },
      after: { accessPoint: point.code, ...passFacts(pass) },
    }),
  );
  const t = fleetTexts[language].pairing;
  const address = tabletAddress(context, tools, point);
  return page(
    'collection/devices/pairingCode',
    { title: t.madeTitle },
    {
      t,
      lead: t.made({ label, until: timeText(expiresAt, language) }),
      steps: pass ? t.passSteps : t.steps,
      code: groupedCode(code),
      address,
      qr: qrSquare(address),
      back,
    },
  );
}

/** Where a tablet opens its program. */
export function tabletAddress(
  { req }: Pick<ListContext, 'req'>,
  { publicUrl }: PairingTools,
  { code }: AccessPoint,
): string {
  return `${siteOrigin(req, publicUrl)}/kiosk/${code}`;
}
