import t from 'tap'
import { enterpriseUserUrn } from '../../../src/scim/urn.ts'
import { faultOf, resourcesOf, rowsOf } from './rows-of.ts'

const lines = (...rows: readonly string[]) => rows.join('\n')

t.test('a CSV file whose heading holds SCIM paths', async (t) => {
  t.test('says each attribute where its path says', async (t) => {
    const heading = `userName,externalId,name.givenName,NAME.familyName,displayName,active,"emails[type eq ""work""].value","phoneNumbers[type eq ""work""].value",addresses.streetAddress,addresses.type,roles.value,${enterpriseUserUrn}:department,manager.value,preferredLanguage`
    const row = 'ada,1,Ada,Lovelace,Ada L,TRUE,ada@example.com,+1,Main 1,work,boss,IT,m-1,en'
    t.same(await resourcesOf(lines(heading, row)), [
      {
        userName: 'ada',
        externalId: '1',
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        displayName: 'Ada L',
        active: true,
        emails: [{ type: 'work', value: 'ada@example.com', primary: true }],
        phoneNumbers: [{ type: 'work', value: '+1' }],
        addresses: [{ streetAddress: 'Main 1', type: 'work' }],
        roles: [{ value: 'boss' }],
        [enterpriseUserUrn]: { department: 'IT', manager: { value: 'm-1' } },
        preferredLanguage: 'en',
      },
    ])
  })

  t.test('takes an empty cell, and one that is not there, for an absent value', async (t) => {
    const text = lines(
      'userName,title,name.givenName,emails.value,phoneNumbers[type eq "work"].value',
      'a,,,,',
      'b',
    )
    t.same(await resourcesOf(text), [{ userName: 'a' }, { userName: 'b' }])
    t.same(await resourcesOf(lines('userName,title', 'a, ')), [{ userName: 'a', title: ' ' }])
  })

  t.test('may send several values of a list, and say which e-mail is primary', async (t) => {
    const two = lines('userName,emails[type eq "work"].value,emails[type eq "home"].value', 'a,w,h')
    t.same(await resourcesOf(two), [
      {
        userName: 'a',
        emails: [
          { type: 'work', value: 'w', primary: true },
          { type: 'home', value: 'h' },
        ],
      },
    ])
    const told = lines('userName,emails.value,emails.primary', 'a,w,false', 'b,x,perhaps', 'c,y,')
    t.same(await resourcesOf(told), [
      { userName: 'a', emails: [{ value: 'w', primary: false }] },
      { userName: 'b', emails: [{ value: 'x', primary: 'perhaps' }] },
      { userName: 'c', emails: [{ value: 'y' }] },
    ])
    t.same(await resourcesOf(lines('userName,emails[primary eq true].value', 'a,w')), [
      { userName: 'a', emails: [{ primary: true, value: 'w' }] },
    ])
  })

  t.test('may be of groups, which it says by its columns', async (t) => {
    const text = lines('displayName,externalId,members', 'Engineers,1,"u-1;u-2 u-3"', 'Ops,2,')
    const rows = await rowsOf(text)
    t.same(
      rows.map(({ type }) => type),
      ['Group', 'Group'],
    )
    t.same(
      rows.map(({ resource }) => resource),
      [
        {
          displayName: 'Engineers',
          externalId: '1',
          members: [{ value: 'u-1' }, { value: 'u-2' }, { value: 'u-3' }],
        },
        { displayName: 'Ops', externalId: '2' },
      ],
    )
    t.equal((await rowsOf(lines('displayName', 'x'), { type: 'User' }))[0]?.type, 'User')
    t.same(await resourcesOf(lines('schemas,id,userName', 'a b,1,x')), [
      { schemas: ['a', 'b'], id: '1', userName: 'x' },
    ])
  })

  t.test(
    'may hold line breaks in quotes, a byte order mark, and what spreadsheets make of it',
    async (t) => {
      const text =
        '\ufeffuserName;title\r\n"a";"one\r\ntwo, ""three"""\r\n\r\nb;x\r\n;\r\nc;"\n"\r\nd;y'
      for (const length of [1, 7, 1 << 16]) {
        t.same(
          (await rowsOf(text, {}, length)).map(({ line, resource }) => [line, resource]),
          [
            [2, { userName: 'a', title: 'one\r\ntwo, "three"' }],
            [5, { userName: 'b', title: 'x' }],
            [7, { userName: 'c', title: '\n' }],
            [9, { userName: 'd', title: 'y' }],
          ],
          String(length),
        )
      }
      t.same(await resourcesOf('userName\ttitle\na\tb,c;d\n'), [{ userName: 'a', title: 'b,c;d' }])
      t.same(await resourcesOf('userName\ndöe\u200b😀'), [{ userName: 'döe\u200b😀' }])
    },
  )

  t.test('is refused for a heading that names no attributes', async (t) => {
    t.equal(
      await faultOf(lines('userName,givenName,work_email,shoe size', 'a,b,c,d')),
      '1: The heading has unknown columns for a user: "givenName" (name.givenName?), "work_email" (emails.value?), "shoe size". Use attribute paths such as userName, name.givenName and emails.value, or the heading of an Okta, Entra or Google Workspace export.',
    )
    t.match(await faultOf('userName,name\na,b'), /^1: .* for a user: "name"\./)
    t.match(await faultOf(`userName,${enterpriseUserUrn}\na,b`), /^1: .* for a user: "urn:/)
    t.match(await faultOf('userName,department\na,b'), /User:department\?\)\./)
    t.match(await faultOf('a,b,c,d,e,f,g\n1,2,3,4,5,6,7'), /"e" and 2 more\./)
    t.match(await faultOf('displayName,userName\na,b', { type: 'Group' }), / for a group: /)
    t.match(await faultOf('userName,emails[type ne "x"].value\na,b'), /^1: .* for a user: "emails/)
    t.match(await faultOf('hello world\n'), /^1: .* for a user: "hello world"\./)
  })

  t.test('is refused for what is no CSV in UTF-8, with the line', async (t) => {
    t.match(
      await faultOf('userName,title\na,b\nc,d,e\n'),
      /^3: The row has 3 cells, but the heading has 2\. /,
    )
    t.equal((await resourcesOf('userName,title\na,b,,\n')).length, 1)
    t.match(await faultOf('userName,title\na,"b\nc,d\n'), /^\d: A quotation mark is not closed\.$/)
    t.same(await resourcesOf('userName,title\na,b"x"\n'), [{ userName: 'a', title: 'b"x"' }])
    const latin1 = Buffer.from('userName,title\na,b\nc,Z\xfcrich\nd,e\n', 'latin1')
    t.match(await faultOf(latin1), /^3: The file is not UTF-8\. Save it as UTF-8\.$/)
    t.match(await faultOf(Buffer.from('userName\nZ\xfc', 'latin1')), /^2: The file is not UTF-8/)
    t.match(await faultOf(Buffer.from('\ufeffuserName\na', 'utf16le')), /^1: The file is UTF-16\./)
    t.match(await faultOf(Buffer.from([0xfe, 0xff, 0, 1])), /^1: The file is UTF-16\./)
    t.match(
      await faultOf(Buffer.from('PK\x03\x04xx')),
      /^1: The file is a spreadsheet or an archive\./,
    )
    t.match(await faultOf(Buffer.from([0x1f, 0x8b, 8, 0])), /^1: The file is compressed\./)
    t.match(await faultOf(''), /^1: The file contains no users and no groups\.$/)
    t.match(await faultOf('userName,title\n'), /^1: The file contains no users and no groups\.$/)
    t.match(
      await faultOf(`userName\n"${'x'.repeat(2_000_000)}"`),
      /^\d: The row has more than 1 MiB/,
    )
  })
})

t.test('the list of users that a directory gives', async (t) => {
  const phones = (work: string) => [{ type: 'work', value: work }]

  t.test('may be of Okta', async (t) => {
    const heading =
      'login,firstName,lastName,middleName,honorificPrefix,honorificSuffix,email,title,displayName,nickName,profileUrl,secondEmail,mobilePhone,primaryPhone,streetAddress,city,state,zipCode,countryCode,postalAddress,preferredLanguage,locale,timezone,userType,employeeNumber,costCenter,organization,division,department,managerId,manager'
    const row =
      'ada@example.com,Ada,Lovelace,,,,ada@example.com,Countess,Ada L,,,other@example.com,,+44 1,St James 12,London,LDN,SW1,GB,,en,,,Employee,7,,,,Maths,b-1,Charles'
    t.same(await resourcesOf(lines(heading, row)), [
      {
        active: true,
        userName: 'ada@example.com',
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        emails: [{ type: 'work', value: 'ada@example.com', primary: true }],
        title: 'Countess',
        displayName: 'Ada L',
        phoneNumbers: phones('+44 1'),
        addresses: [
          {
            type: 'work',
            streetAddress: 'St James 12',
            locality: 'London',
            region: 'LDN',
            postalCode: 'SW1',
            country: 'GB',
          },
        ],
        preferredLanguage: 'en',
        userType: 'Employee',
        [enterpriseUserUrn]: {
          employeeNumber: '7',
          department: 'Maths',
          manager: { value: 'b-1' },
        },
      },
    ])
    t.same(
      await resourcesOf(lines('user.login,user.firstName,status,id', 'a,b,DEPROVISIONED,00u1')),
      [{ active: false, userName: 'a', name: { givenName: 'b' }, externalId: '00u1' }],
    )
  })

  t.test('may be of Entra, older or newer', async (t) => {
    const older =
      'userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationPhoneNumber'
    const newer =
      'userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress'
    const row =
      'ada@example.com,Ada L,Lovelace,ada@example.com,Ada,o-1,Member,Countess,Maths,False,GB,,,,HQ,,,+44 1,,'
    for (const heading of [older, newer]) {
      t.same(await resourcesOf(lines(heading, row)), [
        {
          active: false,
          userName: 'ada@example.com',
          displayName: 'Ada L',
          name: { familyName: 'Lovelace', givenName: 'Ada' },
          emails: [{ type: 'work', value: 'ada@example.com', primary: true }],
          title: 'Countess',
          [enterpriseUserUrn]: { department: 'Maths' },
          addresses: [{ type: 'work', formatted: 'HQ' }],
          phoneNumbers: phones('+44 1'),
        },
      ])
    }
  })

  t.test('may be of Google Workspace', async (t) => {
    const heading =
      'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],Status [READ ONLY],Work Secondary Email,Work Phone,Employee ID,Employee Title,Department,Cost Center'
    const active = 'Ada,Lovelace,ada@example.com,****,/,Active,,+44 1,7,Countess,Maths,c-1'
    const suspended = 'Bob,,bob@example.com,****,/,Suspended,,,,,,'
    t.same(await resourcesOf(lines(heading, active, suspended)), [
      {
        displayName: 'Ada Lovelace',
        active: true,
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        userName: 'ada@example.com',
        emails: [{ type: 'work', value: 'ada@example.com', primary: true }],
        phoneNumbers: phones('+44 1'),
        title: 'Countess',
        [enterpriseUserUrn]: { employeeNumber: '7', department: 'Maths', costCenter: 'c-1' },
      },
      {
        displayName: 'Bob',
        active: false,
        name: { givenName: 'Bob' },
        userName: 'bob@example.com',
        emails: [{ type: 'work', value: 'bob@example.com', primary: true }],
      },
    ])
  })

  t.test('is read as something else only where that is asked for', async (t) => {
    t.match(
      await faultOf('login,firstName\na,b', { format: 'csv' }),
      /"login" \(userName\?\), "firstName" \(/,
    )
    t.match(await faultOf('userName\na', { format: 'okta' }), /no column of the okta export/)
    t.same(await resourcesOf('email,firstName\na@example.com,A', { format: 'okta' }), [
      {
        active: true,
        emails: [{ type: 'work', value: 'a@example.com', primary: true }],
        name: { givenName: 'A' },
      },
    ])
  })
})
