/** Each setting of the program: its name, type, default and description. A test compares `.env.example` with it. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { usualFormsPerMinute } from '../collection/quality/sendingLimits.ts';
import { usualCacheBytes } from '../processing/columns/columnReader.ts';

const whole = (least: number, most: number, range: string) =>
  z
    .string()
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, {
      error: `must be a whole number ${range}.`,
    });
const from = (least: number) => whole(least, Infinity, `from ${least} up`);
const port = whole(0, 65_535, 'from 0 to 65535');
const text = z.string();
const optional = text.optional();
const matching = (pattern: RegExp, error: string) => text.regex(pattern, { error });
const contact = matching(/^(mailto:|https:\/\/)[^\s]+$/, 'must start with mailto: or https://.');
const oneOf = <const Words extends readonly [string, string]>(...words: Words) =>
  z.enum(words, { error: `must be ${words.join(' or ')}.` });

/** All settings. An empty value counts as not set. */
export const settings = z.object({
  HOST: text.default('127.0.0.1').describe('Address to listen on.'),
  PORT: port.prefault('3000').describe('Port to listen on; 0 lets the system choose.'),
  TLS_CERT: optional.describe('Certificate, as PEM.'),
  TLS_KEY: optional.describe('Key of the certificate, as PEM.'),
  DATA_DIR: optional.describe('Folder of everything that is kept (embedded store).'),
  LEDGER_KEY_DIR: optional.describe('Folder of the keys that sign the ledger, made at the first start.'),
  LEDGER_WITNESSES: optional.describe(
    "File that names the witnesses who are asked to cosign the ledger's checkpoints (C2SP tlog-policy), a line each.",
  ),
  BACKUP_DIR: optional.describe('Folder into which the program itself backs the embedded store up.'),
  BACKUP_EVERY_HOURS: from(1).prefault('24').describe('How often it does so.'),
  BACKUP_KEEP: from(1).prefault('14').describe('How many backups are kept.'),
  MONGODB_URI: matching(/^mongodb(\+srv)?:\/\/./, 'must start with mongodb:// or mongodb+srv://.')
    .optional()
    .describe('A MongoDB server (6 or later, replica set) instead of the embedded store.'),
  MONGODB_URI_FILE: optional.describe('The file that holds MONGODB_URI.'),
  PUBLIC_URL: text
    .transform((url) => url.replace(/\/$/, ''))
    .refine((url) => /^https?:\/\/[^/?#]+$/.test(url), {
      error: 'must be like https://langnghe.example.vn, without a path.',
    })
    .optional()
    .describe('Start of the addresses that leave the program.'),
  SECURITY_CONTACT: contact
    .optional()
    .describe('Where to report a vulnerability; published as /.well-known/security.txt.'),
  ACCESSIBILITY_CONTACT: contact
    .optional()
    .describe('Where to report what somebody cannot use; shown on the page /accessibility.'),
  TRUSTED_PROXIES: text
    .refine((names) => names.split(',').every(isProxyName), {
      error: 'must be loopback, linklocal, uniquelocal or addresses, with commas between.',
    })
    .optional()
    .describe('Proxies in front of the program.'),
  FORMS_PER_MINUTE: from(4)
    .prefault(String(usualFormsPerMinute))
    .describe(
      'How many forms one access point takes in a minute (a quarter of that from one address, half from one tablet).',
    ),
  WORKERS: whole(1, 64, 'from 1 to 64')
    .prefault('1')
    .describe('How many processes answer requests on this machine, in front of one store.'),
  REQUESTS_AT_ONCE: from(1)
    .prefault('250')
    .describe('How many requests a process works on at the same time.'),
  ANALYSIS_CACHE_MB: from(1)
    .prefault(String(usualCacheBytes / 2 ** 20))
    .describe('How much memory a process keeps for analysis, in megabytes.'),
  LOG_REQUESTS: oneOf('on', 'off')
    .default('on')
    .describe('Whether a line is logged for each request: on or off.'),
  METRICS_PORT: port.optional().describe('Port on which Prometheus reads /metrics.'),
  METRICS_HOST: text.default('127.0.0.1').describe('Address of that port.'),
  ADMIN_SECOND_FACTOR: oneOf('optional', 'required')
    .default('optional')
    .describe(
      'Whether administrators have to have a second factor (a code from an app): optional or required.',
    ),
  OIDC_PROVIDERS: optional.describe(
    'File that declares where else staff may sign in (OpenID Connect), as JSON; docs/single-sign-on.md says how.',
  ),
  OFFLINE_INTERVIEWS: oneOf('off', 'on')
    .default('off')
    .describe('Whether interviewers may take day passes for tablets without a network: off or on.'),
  SIGNED_COPIES: oneOf('off', 'on')
    .default('off')
    .describe('Whether PDFs that offices signed digitally are kept with publications: off or on.'),
  SMTP_URL: matching(/^smtps?:\/\/./, 'must start with smtp:// or smtps://.')
    .optional()
    .describe('A mail server for the links by which staff set their passwords.'),
  SMTP_URL_FILE: optional.describe('The file that holds SMTP_URL.'),
  MAIL_FROM: optional.describe('The address that mail comes from.'),
  EVENTS: oneOf('off', 'on')
    .default('off')
    .describe('Whether events are sent to other systems that are subscribed: off or on.'),
  MESSAGES: optional.describe(
    'File that declares how messages reach people outside (mail, SMS, Zalo), as JSON; docs/messages.md says how.',
  ),
  PRIVATE_WEBHOOKS: oneOf('forbidden', 'allowed')
    .default('forbidden')
    .describe(
      'Whether events may be sent to private, loopback and link-local addresses: forbidden or allowed.',
    ),
  EMBED_ORIGINS: text
    .transform((origins) => origins.split(',').map((origin) => origin.trim().toLowerCase()))
    .refine((origins) => origins.every((origin) => /^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin)), {
      error: 'must be like https://www.example.vn, with commas between.',
    })
    .optional()
    .describe('Sites that may show the badge and the form in a frame, with commas between.'),
});

/** The forms that Express accepts for a proxy: a kind of network, an address, or an address with a prefix length. */
function isProxyName(name: string): boolean {
  const [address = '', bits] = name.trim().split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(name.trim())) return true;
  return isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
}
