/**
 * The only reader of the environment. Every setting is listed in `.env.example`; a test holds the two together.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { BackupPlan } from './backups/backupDuty.ts';
import { readWitnesses, type Witness } from './ledger/cosignature.ts';
import { usualFormsPerMinute } from './quality/sendingLimits.ts';
import type { TlsFiles } from './tls.ts';

export interface Config {
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on; 0 lets the system choose. */
  readonly port: number;
  /** Certificate and key, where the program itself speaks TLS. */
  readonly tls: TlsFiles | undefined;
  /** Folder of everything that an installation without MongoDB keeps. */
  readonly dataFolder: string;
  /** Folder of the keys that sign for the ledger. */
  readonly ledgerKeyFolder: string;
  /** What the program backs up by itself, of the embedded store. */
  readonly backups: BackupPlan | undefined;
  /** Who is asked to cosign the ledger's checkpoints. */
  readonly witnesses: readonly Witness[];
  /** Connection string of a MongoDB server; without it the embedded store serves. */
  readonly mongodbUri: string | undefined;
  /** Start of the addresses in links that leave the program, without a slash at the end. */
  readonly publicUrl: string | undefined;
  /** Proxies in front of the program, whose word on address and TLS is taken. */
  readonly trustedProxies: string | undefined;
  /** How many forms one access point takes in a minute. */
  readonly formsPerMinute: number;
  /** How many requests are worked on at the same time; more are refused for a moment. */
  readonly requestsAtOnce: number;
  /** Whether a line is logged for each request. */
  readonly logsRequests: boolean;
  /** Where the metrics are read; nowhere without a port. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Whether administrators have to have a second factor. */
  readonly adminSecondFactor: 'optional' | 'required';
  /** Whether webhooks of alerts may go to private addresses, and so into the network behind the server. */
  readonly privateWebhooks: boolean;
  /** Mail server, and the address that mail comes from; neither is needed. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
}

/** The settings that were given are wrong; the message names every fault at once. */
export class ConfigFault extends Error {}

/**
 * @param env usually `process.env`
 * @param defaultDataFolder where data go when `DATA_DIR` is not set
 * @throws ConfigFault naming each wrong setting
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, defaultDataFolder = 'data'): Config {
  const faults: string[] = [];
  const given = (name: string): string | undefined => env[name]?.trim() || undefined;
  /** A secret, or what stands in the file that is named instead of it. */
  const secret = (value: string | undefined, file: string | undefined): string | undefined => {
    if (value !== undefined || file === undefined) return value;
    try {
      return readFileSync(file, 'utf8').trim() || undefined;
    } catch {
      faults.push(`${file} cannot be read.`);
      return undefined;
    }
  };

  const port = Number(given('PORT') ?? '3000');
  if (!isPort(port)) {
    faults.push(`PORT is "${env['PORT']}", but must be a whole number from 0 to 65535.`);
  }
  const mongodbUri = secret(given('MONGODB_URI'), given('MONGODB_URI_FILE'));
  if (mongodbUri !== undefined && !/^mongodb(\+srv)?:\/\/./.test(mongodbUri)) {
    faults.push('MONGODB_URI must start with mongodb:// or mongodb+srv://.');
  }
  const [backupFolder, everyHours, keep] = [
    given('BACKUP_DIR'),
    Number(given('BACKUP_EVERY_HOURS') ?? '24'),
    Number(given('BACKUP_KEEP') ?? '14'),
  ];
  if (!Number.isInteger(everyHours) || everyHours < 1 || !Number.isInteger(keep) || keep < 1) {
    faults.push('BACKUP_EVERY_HOURS and BACKUP_KEEP must be whole numbers from 1 up.');
  }
  if (backupFolder !== undefined && mongodbUri !== undefined) {
    faults.push('BACKUP_DIR is for the embedded store; MongoDB is backed up by deploy/backup-mongodb.sh.');
  }
  const publicUrl = given('PUBLIC_URL')?.replace(/\/$/, '');
  if (publicUrl !== undefined && !/^https?:\/\/[^/?#]+$/.test(publicUrl)) {
    faults.push('PUBLIC_URL must be like https://langnghe.example.vn, without a path.');
  }
  const trustedProxies = given('TRUSTED_PROXIES');
  if (trustedProxies !== undefined && !trustedProxies.split(',').every(isProxyName)) {
    faults.push(
      'TRUSTED_PROXIES must be loopback, linklocal, uniquelocal or addresses, with commas between.',
    );
  }
  const formsPerMinute = Number(given('FORMS_PER_MINUTE') ?? String(usualFormsPerMinute));
  if (!Number.isInteger(formsPerMinute) || formsPerMinute < 4) {
    faults.push('FORMS_PER_MINUTE must be a whole number from 4 up.');
  }
  const requestsAtOnce = Number(given('REQUESTS_AT_ONCE') ?? '250');
  if (!Number.isInteger(requestsAtOnce) || requestsAtOnce < 1) {
    faults.push('REQUESTS_AT_ONCE must be a whole number from 1 up.');
  }
  const logRequests = given('LOG_REQUESTS') ?? 'on';
  if (logRequests !== 'on' && logRequests !== 'off') faults.push('LOG_REQUESTS must be on or off.');
  const metricsPort = given('METRICS_PORT');
  if (metricsPort !== undefined && !isPort(Number(metricsPort))) {
    faults.push('METRICS_PORT must be a whole number from 0 to 65535.');
  }
  const adminSecondFactor = given('ADMIN_SECOND_FACTOR') ?? 'optional';
  if (adminSecondFactor !== 'optional' && adminSecondFactor !== 'required') {
    faults.push('ADMIN_SECOND_FACTOR must be optional or required.');
  }
  const privateWebhooks = given('PRIVATE_WEBHOOKS') ?? 'forbidden';
  if (privateWebhooks !== 'forbidden' && privateWebhooks !== 'allowed') {
    faults.push('PRIVATE_WEBHOOKS must be forbidden or allowed.');
  }
  const [smtpUrl, from] = [secret(given('SMTP_URL'), given('SMTP_URL_FILE')), given('MAIL_FROM')];
  if (smtpUrl !== undefined && !/^smtps?:\/\/./.test(smtpUrl)) {
    faults.push('SMTP_URL must start with smtp:// or smtps://.');
  }
  if ((smtpUrl === undefined) !== (from === undefined)) {
    faults.push('SMTP_URL and MAIL_FROM must be set together.');
  }
  const [certFile, keyFile] = [given('TLS_CERT'), given('TLS_KEY')];
  if ((certFile === undefined) !== (keyFile === undefined)) {
    faults.push('TLS_CERT and TLS_KEY must be set together.');
  }
  const witnesses = readPolicy(given('LEDGER_WITNESSES'), faults);
  if (faults.length > 0) throw new ConfigFault(faults.join('\n'));

  const dataFolder = resolve(given('DATA_DIR') ?? defaultDataFolder);
  return {
    host: given('HOST') ?? '127.0.0.1',
    port,
    tls:
      certFile !== undefined && keyFile !== undefined
        ? { certFile: resolve(certFile), keyFile: resolve(keyFile) }
        : undefined,
    dataFolder,
    ledgerKeyFolder: resolve(given('LEDGER_KEY_DIR') ?? join(dataFolder, 'ledger-keys')),
    witnesses,
    backups: backupFolder === undefined ? undefined : { folder: resolve(backupFolder), everyHours, keep },
    mongodbUri,
    publicUrl,
    trustedProxies,
    formsPerMinute,
    requestsAtOnce,
    logsRequests: logRequests === 'on',
    metrics:
      metricsPort === undefined
        ? undefined
        : { host: given('METRICS_HOST') ?? '127.0.0.1', port: Number(metricsPort) },
    adminSecondFactor: adminSecondFactor === 'required' ? 'required' : 'optional',
    privateWebhooks: privateWebhooks === 'allowed',
    mail: smtpUrl !== undefined && from !== undefined ? { smtpUrl, from } : undefined,
  };
}

function readPolicy(file: string | undefined, faults: string[]): readonly Witness[] {
  if (file === undefined) return [];
  try {
    return readWitnesses(readFileSync(file, 'utf8'));
  } catch (error) {
    faults.push(`LEDGER_WITNESSES, ${file}: ${error instanceof Error ? error.message : String(error)}.`);
    return [];
  }
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65_535;
}

/** As Express names proxies: a kind of network, an address, or an address with the length of its network. */
function isProxyName(text: string): boolean {
  const [address = '', bits] = text.trim().split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text.trim())) return true;
  return isIP(address) !== 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
}
