/** What people of the simulated quarter talk about. `{n}` and `{who}` are filled in; nothing here is from a real meeting. */
export type Bank = {
  readonly titles: readonly string[]
  readonly said: readonly string[]
  readonly items: readonly string[]
  readonly decisions: readonly string[]
}

export const english: Bank = {
  titles: [
    'Upgrade of the test cloud',
    'Flavors and their names',
    'Images that do not boot',
    'Load balancer',
    'Costs of the second region',
    'Documentation',
    'Monitoring & alerts',
    'Release 9: what is missing',
    'Onboarding of new members',
    'Security mailing list',
    'CI is slow (again)',
    'Backup / restore',
  ],
  said: [
    'the migration took {n} minutes, half of it waiting for the mirror',
    '{n} of 120 nodes are done, the rest follows on Monday',
    'see scs/issues#{n} for the long story',
    'https://github.com/scs/issues/issues/{n} is blocked by the network team',
    '@{who} has seen this with kernel 6.{n} as well',
    'we lose about {n} % of the packets between the two sites',
    'nobody objects to `--timeout={n}`',
    'the *old* dashboards stay until the end of the quarter, [list](https://wiki.example.org/boards?id={n})',
    'Q: does this work without IPv6? A: yes, since build {n}',
    'quota is **{n}** volumes a project; that is enough for now',
    'the vendor answered after {n} days: "works as designed"',
    'thanks to @{who} for the {n} reviews of last week',
    'it fails with error {n}: connection reset by peer',
    'budget: EUR {n},000 until summer',
    'two options: a) wait for {n}.2, b) patch it ourselves',
  ],
  items: [
    'write down what broke in run {n}',
    'ask the mirror about the {n} missing packages',
    'open a pull request with the new default of {n} seconds',
    'test the restore with {n} GB',
    'invite the group of room {n} to the next call',
  ],
  decisions: [
    'we stay with the stable branch until build {n} is out',
    'flavors with {n} GB get a name of their own',
    'the call moves to room {n}',
    'alerts below {n} % wake nobody up',
  ],
}

export const german: Bank = {
  titles: [
    'Wartungsfenster',
    'Störungen der Woche',
    'Überwachung',
    'Zertifikate',
    'Kapazität und Beschaffung',
    'Übergabe Rufbereitschaft',
    'Größe der Volumes',
  ],
  said: [
    'die Migration dauerte {n} Minuten, die Hälfte davon Warten auf den Spiegel',
    '{n} von 120 Knoten sind fertig, der Rest folgt nächste Woche',
    'siehe scs/issues#{n}, da steht die lange Fassung',
    'Ceph meldet seit gestern {n} langsame Anfragen pro Stunde',
    '@{who} hat das auch mit Kernel 6.{n} gesehen',
    'das Zertifikat läuft in {n} Tagen ab (Let’s Encrypt)',
    'für `timeout: {n}` gibt es keine Einwände',
    'die Lieferung kommt erst in KW {n}, sagt der Händler',
    'Grüße an @{who}, danke für {n} Stunden Bereitschaft',
  ],
  items: ['Ursache von Störung {n} aufschreiben', 'die {n} fehlenden Pakete nachfragen', 'Wiederherstellung mit {n} GB testen'],
  decisions: ['Wartung künftig ab {n} Uhr', 'Warnungen unter {n} % wecken niemanden', 'wir bleiben bis Version {n} beim stabilen Zweig'],
}
