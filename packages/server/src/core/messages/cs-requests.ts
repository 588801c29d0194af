// What is told of requests that cannot be understood, in Czech, by the English sentence.

export const csRequests = {
  "This server tells nothing of itself.": "Tento server o sobě nic nesděluje.",
  "There is nothing at this address.": "Na této adrese nic není.",
  "The request is not valid HTTP for this address.": "Požadavek není pro tuto adresu platným požadavkem HTTP.",
  "The request is larger than {maximumBytes} bytes, the limit of this server.":
    "Požadavek je větší než limit tohoto serveru (bajtů: {maximumBytes}).",
  "The header {name} was sent more than once.": "Hlavička {name} byla odeslána více než jednou.",
  "You have to sign in for this.": "K tomu je třeba se přihlásit.",
  "The credentials are not valid here: they are wrong, have expired or were revoked.":
    "Přihlašovací údaje zde neplatí: jsou chybné, vypršely nebo byly odvolány.",
  "Wrong credentials were shown too often from your address. Try again in a minute.":
    "Z vaší adresy přišlo příliš mnoho chybných přihlašovacích údajů. Zkuste to znovu za minutu.",
  "Your sign-in cannot be checked at the moment: the service that issued it does not answer. Try again later.":
    "Vaše přihlášení nyní nelze ověřit: služba, která je vydala, neodpovídá. Zkuste to později.",
  "Enter a token.": "Zadejte token.",
  "The token with which this was asked for was revoked in the meantime.": "Token, kterým byl požadavek ověřen, byl mezitím zneplatněn.",
  "This link opens one document of one job, and nothing else.": "Tento odkaz otevírá jeden dokument jedné úlohy a nic jiného.",
  "The time of this link is over. Ask for the results again, or sign in.":
    "Platnost tohoto odkazu skončila. Vyžádejte si výsledky znovu, nebo se přihlaste.",
  "You have signed in, but your role does not permit this.": "Jste přihlášeni, ale vaše role to nedovoluje.",
  "The name of the owner is too long.": "Jméno vlastníka je příliš dlouhé.",
  "The method {method} is not offered. Use GET or POST.": "Metoda {method} se nenabízí. Použijte GET nebo POST.",
  "The method {method} is not offered here. Methods: {allowed}.": "Metoda {method} se zde nenabízí. Metody: {allowed}.",
  "The answer can be had as: {offered}.": "Odpověď lze získat v podobě: {offered}.",
  "The form is too long.": "Formulář je příliš dlouhý.",
  "The parameter before is an instant such as 2026-01-31T12:00:00Z.": "Parametr before je okamžik, například 2026-01-31T12:00:00Z.",
  "Say which jobs: by process, state, owner or time.": "Řekněte, které úlohy: podle procesu, stavu, vlastníka nebo času.",
  "The body of an execute request is application/json.": "Tělo požadavku na spuštění musí být application/json.",
  "Parameters stand in the query, or in a body of the type application/x-www-form-urlencoded.":
    "Parametry se uvádějí v dotazu, nebo v těle typu application/x-www-form-urlencoded.",
  "The request was sent by a page of another site. Send forms from the pages of this server.":
    "Požadavek odeslala stránka jiného webu. Formuláře odesílejte ze stránek tohoto serveru.",

  "The parameter {name} is missing or empty.": "Parametr {name} chybí nebo je prázdný.",
  "The parameter {key} is given more than once with different values.": "Parametr {key} je zadán vícekrát s různými hodnotami.",
  "The parameter {name} is given more than once.": "Parametr {name} je zadán více než jednou.",
  "The parameter {name} is not valid percent-encoded UTF-8.": "Parametr {name} není platné UTF-8 s procentovým kódováním.",
  "The parameter {name} is true or false, not {text}.": "Parametr {name} má hodnotu true nebo false, ne {text}.",
  "The parameter {name} may be {allowed}, not {value}.": "Parametr {name} může mít hodnotu {allowed}, ne {value}.",
  "{first} or {rest}": "{first} nebo {rest}",
  "The parameter {name} is a whole number from {least} to {largest}, not {value}.":
    "Parametr {name} je celé číslo od {least} do {largest}, ne {value}.",
  "The parameter {name} is a number from {least} to {largest}, not {value}.":
    "Parametr {name} je číslo od {least} do {largest}, ne {value}.",
  "The parameter limit is a whole number from 1 to {mostExecutions}, not {text}.":
    "Parametr limit je celé číslo od 1 do {mostExecutions}, ne {text}.",
  "The parameter datetime is an instant such as 2026-01-31T12:00:00Z or an interval such as 2026-01-31/.., not {datetime}.":
    "Parametr datetime je okamžik, například 2026-01-31T12:00:00Z, nebo interval, například 2026-01-31/.., ne {datetime}.",
  "There is no parameter {name} here; there are: {known}.": "Parametr {name} zde není; k dispozici jsou: {known}.",
  "A query parameter is not valid percent-encoded UTF-8.": "Parametr dotazu není platné UTF-8 s procentovým kódováním.",
  "The query is longer than {maximumQueryBytes} bytes. Send the request by POST.":
    "Dotaz je příliš dlouhý (nejvýše bajtů: {maximumQueryBytes}). Pošlete požadavek metodou POST.",
  "The query has more than {maximumPairs} parameters.": "Dotaz má příliš mnoho parametrů (nejvýše {maximumPairs}).",
  "The parameter {name} cannot be read: {problem}": "Parametr {name} nelze přečíst: {problem}",
  "DataInputs cannot be read: {problem}": "DataInputs nelze přečíst: {problem}",
  "It is not valid percent-encoded UTF-8.": "Není to platné UTF-8 s procentovým kódováním.",
  "It has more than {maximumPairs} entries.": "Má příliš mnoho položek (nejvýše {maximumPairs}).",
  "An entry has no identifier.": "Některá položka nemá identifikátor.",
  "An identifier is not valid percent-encoded UTF-8.": "Některý identifikátor není platné UTF-8 s procentovým kódováním.",
  "The value of {id} is not valid percent-encoded UTF-8; a percent sign is written %25.":
    "Hodnota {id} není platné UTF-8 s procentovým kódováním; znak procenta se píše %25.",
  'After "@" {id} needs attribute=value; a value that holds "@" writes it as %40.':
    "Za znakem „@“ musí u {id} následovat atribut=hodnota; znak „@“ v hodnotě se píše %40.",
  "{id} has the attribute {name} twice.": "{id} má atribut {name} dvakrát.",
  'The input {id} has an unknown attribute {unknown}; a value that holds "@" writes it as %40.':
    "Vstup {id} má neznámý atribut {unknown}; znak „@“ v hodnotě se píše %40.",
  "The input {id} has no value: write {id}=value.": "Vstup {id} nemá hodnotu: zapište {id}=hodnota.",
  "The input {id} has both a value and a reference.": "Vstup {id} má hodnotu i odkaz zároveň.",
  "The reference of the input {id} is empty.": "Odkaz vstupu {id} je prázdný.",
  "The method of the input {id} is GET or POST.": "Metoda vstupu {id} je GET nebo POST.",
  "The output {id} has an unknown attribute {unknown}.": "Výstup {id} má neznámý atribut {unknown}.",
  "The output {id} takes no value.": "Výstup {id} nemá hodnotu.",

  "The service {service} is not offered here. Use service=WPS.": "Služba {service} se zde nenabízí. Použijte service=WPS.",
  "The version {asked} is not spoken here. Use version={version}.": "Verze {asked} zde není podporována. Použijte version={version}.",
  "None of the versions asked for ({versions}) is spoken here. Use {version}.":
    "Žádná z požadovaných verzí ({versions}) zde není podporována. Použijte {version}.",
  "The language {asked} is not offered. Offered: {offered}.": "Jazyk {asked} se nenabízí. Nabízené jazyky: {offered}.",
  "There is no section {name}. Sections: {sections}, All.": "Oddíl {name} neexistuje. Oddíly: {sections}, All.",
  "The operation {name} is not offered. Operations: {operations}.": "Operace {name} se nenabízí. Operace: {operations}.",
  "The operation {asked} is not offered by GET. Operations: GetCapabilities, DescribeProcess, {operations}.":
    "Operace {asked} se metodou GET nenabízí. Operace: GetCapabilities, DescribeProcess, {operations}.",
  "WPS 2.0 has no Execute by GET. Send it as XML by POST, or use version=1.0.0.":
    "WPS 2.0 nemá Execute metodou GET. Pošlete jej jako XML metodou POST, nebo použijte version=1.0.0.",
  "The updateSequence {known} is greater than that of the service, {updateSequence}.":
    "Hodnota updateSequence {known} je větší než hodnota služby, {updateSequence}.",
  "This server does not list executions: it has no user accounts, and would show everybody the jobs of all.":
    "Tento server spuštěné úlohy nevypisuje: nemá uživatelské účty a každému by ukázal úlohy všech.",
  "There is no state {each}. States: {states}.": "Stav {each} neexistuje. Stavy: {states}.",
  "The format {format} is not offered. Formats: text/xml, application/json.":
    "Formát {format} se nenabízí. Formáty: text/xml, application/json.",
  "status=true needs storeExecuteResponse=true, so that there is a document to update.":
    "Parametr status=true vyžaduje storeExecuteResponse=true, aby existoval dokument, který lze aktualizovat.",
  "Ask for a ResponseDocument or for a RawDataOutput, not for both.": "Požádejte buď o ResponseDocument, nebo o RawDataOutput, ne o obojí.",
  "A RawDataOutput is exactly one output; {count} are asked for.": "RawDataOutput je právě jeden výstup; počet požadovaných: {count}.",
  "A RawDataOutput cannot be stored. Ask for a ResponseDocument with the output as reference.":
    "RawDataOutput nelze uložit. Požádejte o ResponseDocument s výstupem jako odkazem.",
  "RawDataOutput has no place in a SOAP envelope. Ask for a response document.":
    "RawDataOutput nelze vložit do obálky SOAP. Požádejte o dokument s odpovědí.",
  "The SOAP envelope has no Body with a request in it.": "Obálka SOAP neobsahuje Body s požadavkem.",
  "The request was not carried out; the detail says why.": "Požadavek nebyl proveden; důvod je v podrobnostech.",
  "There is no mode {text}. Modes: sync, async, auto.": "Režim {text} neexistuje. Režimy: sync, async, auto.",
  "The response is raw or document, not {text}.": "Odpověď je raw nebo document, ne {text}.",
  "The transmission is value or reference, not {text}.": "Způsob předání je value nebo reference, ne {text}.",

  "The body of the request is empty. Send a WPS request as XML.": "Tělo požadavku je prázdné. Pošlete požadavek WPS jako XML.",
  "The body of the request is not XML. Send a WPS request as XML, or key-value pairs by GET.":
    "Tělo požadavku není XML. Pošlete požadavek WPS jako XML, nebo dvojice klíč=hodnota metodou GET.",
  "The XML is not well-formed at line {line}, column {column}: {reason}":
    "XML není správně utvořené na řádku {line}, sloupec {column}: {reason}",
  "The XML is not well-formed: {reason}": "XML není správně utvořené: {reason}",
  "A DOCTYPE is not accepted. Send the XML without it.": "DOCTYPE se nepřijímá. Pošlete XML bez něj.",
  "The DOCTYPE of the XML is too long.": "DOCTYPE v XML je příliš dlouhý.",
  "An entity of the XML has too long a name.": "Některá entita v XML má příliš dlouhý název.",
  "A name in the XML is longer than {most} characters.": "Některý název v XML je příliš dlouhý (nejvýše znaků: {most}).",
  "An element of the XML has more than {startTag} characters of attributes.":
    "Některý element XML má příliš dlouhé atributy (nejvýše znaků: {startTag}).",
  "An element of the XML has more than {attributes} attributes.": "Některý element XML má příliš mnoho atributů (nejvýše {attributes}).",
  "The XML is nested deeper than {depth} elements.": "XML je příliš hluboko vnořené (nejvýše úrovní: {depth}).",
  "The character encoding {encoding} is not supported. Send UTF-8.": "Kódování znaků {encoding} není podporováno. Použijte UTF-8.",
  "The document is not valid {encoding}: it holds bytes that this encoding does not have.":
    "Dokument není platné {encoding}: obsahuje bajty, které toto kódování nemá.",
  "The text of {local} is longer than {text} characters. Send it as ComplexData or as a reference.":
    "Text elementu {local} je příliš dlouhý (nejvýše znaků: {text}). Pošlete jej jako ComplexData nebo odkazem.",
  "The request has more than {most} {what}.": "Požadavek má příliš mnoho částí (nejvýše {most}): {what}.",
  elements: "elementy",
  "inline inputs": "vložené vstupy",
  "A start tag in the inline data is too long.": "Počáteční značka ve vložených datech je příliš dlouhá.",
  "The request is too long apart from its inline data.": "Požadavek je i bez vložených dat příliš dlouhý.",
  "The request is of WPS 2.0; this address speaks WPS {version}.": "Požadavek je ve verzi WPS 2.0; tato adresa podporuje WPS {version}.",
  "The request is of WPS 1.0.0; this address speaks WPS {version}.":
    "Požadavek je ve verzi WPS 1.0.0; tato adresa podporuje WPS {version}.",
  "The root element {local} in the namespace {uri} is no request of WPS {version}: use Execute in the namespace {wpsNamespace}.":
    "Kořenový element {local} ve jmenném prostoru {uri} není požadavek WPS {version}: použijte Execute ve jmenném prostoru {wpsNamespace}.",
  "The element {local} is not known in DataInputs.": "Element {local} není v DataInputs znám.",
  "An output of the response form has no ows:Identifier.": "Některý výstup v ResponseForm nemá ows:Identifier.",
  "An output that is asked for has no id.": "Některý požadovaný výstup nemá id.",
  "Input number {index} has no ows:Identifier.": "Vstup č. {index} nemá ows:Identifier.",
  "Input number {index} has no id.": "Vstup č. {index} nemá id.",
  "Input number {index} in {outer} has no id.": "Vstup č. {index} ve skupině {outer} nemá id.",
  "The input {id} {problem}.": "Vstup {id} {problem}.",
  "has neither Data nor Reference": "nemá Data ani Reference",
  "has more than one of Data and Reference": "má více než jeden z elementů Data a Reference",
  "needs exactly one of LiteralData, ComplexData and BoundingBoxData in its Data":
    "musí mít v elementu Data právě jeden z elementů LiteralData, ComplexData a BoundingBoxData",
  "has an unknown kind of data: {local}": "má neznámý druh dat: {local}",
  "needs exactly one Data or Reference, or inputs of its own": "musí mít právě jeden element Data nebo Reference, nebo vlastní vstupy",
  "needs exactly one value in its Data": "musí mít v elementu Data právě jednu hodnotu",
  "is {local} and may hold only text": "je {local} a smí obsahovat jen text",
  "was not read to its end": "nebyl přečten do konce",
  "needs a LowerCorner and an UpperCorner of finite numbers": "musí mít LowerCorner a UpperCorner s konečnými čísly",
  "needs two corners of two or of three numbers each": "musí mít dva rohy, každý o dvou nebo třech číslech",
  'has corners of {count} numbers but says dimensions="{dimensions}"': "má rohy o {count} číslech, uvádí však dimensions=„{dimensions}“",
  "has a Reference without xlink:href": "má Reference bez xlink:href",
  "has more than one of Body and BodyReference": "má více než jeden z elementů Body a BodyReference",
  "has a Reference whose method is neither GET nor POST": "má Reference, jejíž metoda není GET ani POST",
  "has a Header whose key or value HTTP cannot carry": "má Header, jehož klíč nebo hodnotu nelze v HTTP přenést",
  "has a BodyReference without xlink:href": "má BodyReference bez xlink:href",
  "has a Body that was not read to its end": "má Body, které nebylo přečteno do konce",
  "has a Body that was not kept": "má Body, které nebylo uloženo",
  "has a Body that {problem}": "má Body, které {problem}",
  "has text behind its XML element": "má za elementem XML další text",
  "is said to be base64 but holds XML elements": "má být v base64, ale obsahuje elementy XML",
  "mixes text and XML elements": "mísí text a elementy XML",
  "has more than one XML element": "má více než jeden element XML",
  "is not valid base64": "není v platném base64",
  "is not valid base64: it ends too early": "není v platném base64: končí příliš brzy",
  "could not be kept": "nelze uložit",

  "The body is not valid JSON: {what} at character {character}.": "Tělo není platný JSON: {what}, znak č. {character}.",
  "The body is not valid JSON: {what}.": "Tělo není platný JSON: {what}.",
  "a wrong escape": "chybná úniková sekvence",
  "half a character": "polovina znaku",
  "a control character in a string": "řídicí znak v řetězci",
  "a name that is too long": "příliš dlouhý název",
  "a number that is too long": "příliš dlouhé číslo",
  "{source} is no value": "{source} není hodnota",
  "it is nested more than {maximumDepth} levels deep": "je příliš hluboko vnořené (nejvýše úrovní: {maximumDepth})",
  "{character} where a value should be": "{character} tam, kde má být hodnota",
  "{character} where {expect} should be": "{character} tam, kde má být {expect}",
  "the end": "konec",
  ", or end": "čárka nebo konec",
  ":": "dvojtečka",
  key: "klíč",
  "key or }": "klíč nebo }",
  value: "hodnota",
  "value or ]": "hodnota nebo ]",
  "it ends too early": "končí příliš brzy",
  "there is nothing": "je prázdné",
  "The body is no execute request: it has none of the members inputs, outputs, response and subscriber.":
    "Tělo není požadavek na spuštění: nemá žádnou z položek inputs, outputs, response a subscriber.",
  "An idempotency key has 1 to 255 printable characters of ASCII.": "Idempotenční klíč má 1 až 255 tisknutelných znaků ASCII.",
  "The body must be a JSON object.": "Tělo musí být objekt JSON.",
  "The body holds more than {mostCharacters} characters beside its long values; send large data by reference.":
    "Tělo je i bez dlouhých hodnot příliš dlouhé (nejvýše znaků: {mostCharacters}); velká data pošlete odkazem.",
  "The body holds more than {mostValues} values; send large data as one value, or by reference.":
    "Tělo obsahuje příliš mnoho hodnot (nejvýše {mostValues}); velká data pošlete jako jednu hodnotu nebo odkazem.",
  "A text is longer than {shortCharacters} characters.": "Některý text je příliš dlouhý (nejvýše znaků: {shortCharacters}).",
  "A name stands twice in one object.": "Některý název je v jednom objektu dvakrát.",
  "The number {source} cannot be kept exactly; send it as a text.": "Číslo {source} nelze uložit přesně; pošlete je jako text.",
  "The member {name} must be a text.": "Položka {name} musí být text.",
  "The member {name} must be an object.": "Položka {name} musí být objekt.",
  "The member {name} must be an http or https address.": "Položka {name} musí být adresa http nebo https.",
  "The member format must be an object.": "Položka format musí být objekt.",
  "The member subscriber must be an object.": "Položka subscriber musí být objekt.",
  "The member process names another process than the address.": "Položka process uvádí jiný proces než adresa.",
  "What stands in the list of {name} needs an id.": "Každá položka seznamu {name} musí mít id.",
  "What is asked of an output must be an object.": "Požadavek na výstup musí být objekt.",
  "The transmissionMode is value or reference.": "Položka transmissionMode je value nebo reference.",
  "The response is raw or document.": "Položka response je raw nebo document.",
  "There is no value.": "Chybí hodnota.",
  "The value cannot be understood.": "Hodnotě nelze porozumět.",
  "The link has no href.": "Odkaz nemá href.",
  "The method of a link is GET or POST.": "Metoda odkazu je GET nebo POST.",
  "A bounding box has 4 or 6 numbers.": "Ohraničující obdélník má 4 nebo 6 čísel.",
  "null is no value of an input; leave the input out.": "Hodnota null není hodnotou vstupu; vstup vynechte.",
  "A list in a list is no value of an input.": "Seznam v seznamu není hodnotou vstupu.",
  "Collections and processes as inputs are not supported here; send a value or a link.":
    "Kolekce a procesy zde jako vstupy nejsou podporovány; pošlete hodnotu nebo odkaz.",
  'An object must be written as {"value": ...}, {"href": ...} or {"bbox": ...}.':
    'Objekt je třeba zapsat jako {"value": ...}, {"href": ...} nebo {"bbox": ...}.',

  "A text in a form may have {textBytes} bytes. Send the data as a file, or give its address.":
    "Text ve formuláři je příliš dlouhý (nejvýše bajtů: {textBytes}). Pošlete data jako soubor, nebo uveďte jejich adresu.",
  "The form is not valid percent-encoded UTF-8.": "Formulář není platné UTF-8 s procentovým kódováním.",
  "The format of the form cannot be read.": "Formát z formuláře nelze přečíst.",
  "The bounding box of input {id} needs four numbers.": "Ohraničující obdélník vstupu {id} musí mít čtyři čísla.",
  "The input {id} is given as text, as an address or as a file: as one of these.":
    "Vstup {id} zadejte jako text, jako adresu, nebo jako soubor: jen jedním z těchto způsobů.",
  "The form has more than {mostFields} fields.": "Formulář má příliš mnoho polí (nejvýše {mostFields}).",
  "The form is not valid multipart/form-data: {what}.": "Formulář není platné multipart/form-data: {what}.",
  "its boundary is missing": "chybí jeho oddělovač",
  "a part has a head that is too long": "některá část má příliš dlouhou hlavičku",
  "a part has no name": "některá část nemá název",
  "a boundary is followed by something else": "za oddělovačem je něco jiného",
  "it has more than {mostParts} parts": "má příliš mnoho částí (nejvýše {mostParts})",
} as const;
