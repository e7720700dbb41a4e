import type { Json } from '../../scim/resource.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'

/** A column of an export: the SCIM attributes that it maps to, and how its text is converted. */
export interface ExportColumn {
  readonly paths: readonly string[]
  readonly value?: (text: string) => Json
}

/** A list of users that administrators can download from a directory. */
export interface UserExport {
  readonly name: string
  /** Lower-case columns that only this export has. */
  readonly marks: readonly string[]
  /** By lower-case name. Other columns are ignored. */
  readonly columns: Readonly<Record<string, ExportColumn>>
  /** What the provider sends as displayName where its list has no such column. */
  readonly composesDisplayName?: true
}

const to = (...paths: readonly string[]): ExportColumn => ({ paths })
const enterprise = (name: string) => to(`${enterpriseUserUrn}:${name}`)
const address = (name: string) => to(`addresses[type eq "work"].${name}`)
const phone = (type: string) => to(`phoneNumbers[type eq "${type}"].value`)
const workMail = 'emails[type eq "work"].value'

const inactive = ['deprovisioned', 'suspended', 'staged', 'archived', 'false']
const status: ExportColumn = {
  paths: ['active'],
  value: (text) => !inactive.includes(text.trim().toLowerCase()),
}

/** Okta, Directory > People, the columns of its CSV template: okta.com, import users from CSV. */
const okta: UserExport = {
  name: 'okta',
  marks: ['login', 'user.login'],
  columns: {
    id: to('externalId'),
    status,
    login: to('userName'),
    firstname: to('name.givenName'),
    lastname: to('name.familyName'),
    middlename: to('name.middleName'),
    honorificprefix: to('name.honorificPrefix'),
    honorificsuffix: to('name.honorificSuffix'),
    email: to(workMail),
    title: to('title'),
    displayname: to('displayName'),
    nickname: to('nickName'),
    profileurl: to('profileUrl'),
    mobilephone: phone('mobile'),
    primaryphone: phone('work'),
    streetaddress: address('streetAddress'),
    city: address('locality'),
    state: address('region'),
    zipcode: address('postalCode'),
    countrycode: address('country'),
    postaladdress: address('formatted'),
    preferredlanguage: to('preferredLanguage'),
    locale: to('locale'),
    timezone: to('timezone'),
    usertype: to('userType'),
    employeenumber: enterprise('employeeNumber'),
    costcenter: enterprise('costCenter'),
    organization: enterprise('organization'),
    division: enterprise('division'),
    department: enterprise('department'),
    managerid: enterprise('manager.value'),
  },
}

/** Entra ID, Users > Download users, in its older and its newer form: learn.microsoft.com, download a list of users. */
const entra: UserExport = {
  name: 'entra',
  marks: ['userprincipalname'],
  columns: {
    userprincipalname: to('userName'),
    displayname: to('displayName'),
    surname: to('name.familyName'),
    givenname: to('name.givenName'),
    mail: to(workMail),
    mailnickname: to('externalId'),
    jobtitle: to('title'),
    department: enterprise('department'),
    employeeid: enterprise('employeeNumber'),
    accountenabled: status,
    streetaddress: address('streetAddress'),
    city: address('locality'),
    state: address('region'),
    postalcode: address('postalCode'),
    country: address('country'),
    officelocation: address('formatted'),
    physicaldeliveryofficename: address('formatted'),
    telephonenumber: phone('work'),
    mobile: phone('mobile'),
    mobilephone: phone('mobile'),
    preferredlanguage: to('preferredLanguage'),
  },
}

/** Google Workspace, Directory > Users > Download users: support.google.com/a, answer 40057. */
const google: UserExport = {
  name: 'google',
  marks: ['email address'],
  composesDisplayName: true,
  columns: {
    'first name': to('name.givenName'),
    'last name': to('name.familyName'),
    'email address': to('userName', workMail),
    status,
    'work phone': phone('work'),
    'home phone': phone('home'),
    'mobile phone': phone('mobile'),
    'work address': address('formatted'),
    'employee id': enterprise('employeeNumber'),
    'employee type': to('userType'),
    'employee title': to('title'),
    department: enterprise('department'),
    'cost center': enterprise('costCenter'),
  },
}

/** The exports that are recognized by their columns. */
export const userExports: readonly UserExport[] = [okta, entra, google]
