import type { SendMail } from './mail.ts';
import { fullCost, type PasswordCost } from './password.ts';

/** What an installation may set about its staff; everything has a value that holds when nothing is set. */
export interface StaffSettings {
  /** Whether administrators have to have a second factor. */
  readonly adminSecondFactor: 'optional' | 'required';
  readonly passwordCost: PasswordCost;
  /** Start of the addresses in links that leave the program; undefined: as the browser named this server. */
  readonly publicUrl: string | undefined;
  /** Missing where no mail server is configured. */
  readonly sendMail: SendMail | undefined;
}

export const defaultStaffSettings: StaffSettings = {
  adminSecondFactor: 'optional',
  passwordCost: fullCost,
  publicUrl: undefined,
  sendMail: undefined,
};
