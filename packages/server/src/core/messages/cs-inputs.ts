// What is told of the inputs and outputs of a request, and of data that is fetched, in Czech, by the English sentence.

export const csInputs = {
  "This server offers no process {name}.": "Tento server nenabízí proces {name}.",

  "The input {id} is missing.": "Chybí vstup {id}.",
  "The input {id} must be given at least {minOccurs}, but was given {count}.":
    "Vstup {id} je třeba zadat alespoň {minOccurs}, byl však zadán {count}.",
  "The input {id} may be given {maxOccurs}, but was given {count}.": "Vstup {id} lze zadat nejvýše {maxOccurs}, byl však zadán {count}.",
  once: "jednou",
  "{count} times": "{count}krát",
  "The process {process} has no input {id}; its inputs are: {inputs}.": "Proces {process} nemá vstup {id}; jeho vstupy jsou: {inputs}.",
  none: "žádné",
  "The input {id} must be {kind}, but {given} was sent.": "Vstup {id} musí být {kind}, odeslán byl však typ {given}.",
  "The input {id} must be {kind}.": "Vstup {id} musí být {kind}.",
  "a literal value": "literál",
  "complex data": "komplexní data",
  "a bounding box": "ohraničující obdélník",
  "The input {id} is complex.": "Vstup {id} je komplexní.",
  "The input {id} cannot be read.": "Vstup {id} nelze přečíst.",
  "The input {id} must be base64, but it is not.": "Vstup {id} musí být v base64, ale není.",
  "The input {id} is larger than {megabytes} MB, the most that is accepted.":
    "Vstup {id} je větší než {megabytes} MB, což je nejvyšší přijímaná velikost.",
  "The data is larger than {megabytes} MB, the limit of this server.": "Data jsou větší než {megabytes} MB, což je limit tohoto serveru.",
  "The format ({asked}) of input {id} is not supported; supported are: {formats}.":
    "Formát ({asked}) vstupu {id} není podporován; podporovány jsou: {formats}.",
  "There are {hidden} further faults of this kind.": "Počet dalších chyb tohoto druhu: {hidden}.",

  "The value {value} of input {id} {problem}.": "Hodnota {value} vstupu {id} {problem}.",
  "The value {value} of input {id} is not allowed; allowed are: {allowedValues}.":
    "Hodnota {value} vstupu {id} není povolena; povoleno je: {allowedValues}.",
  "is not a whole number": "není celé číslo",
  "is too large; whole numbers are accepted up to 9007199254740991 (2^53 - 1)":
    "je příliš velká; celá čísla se přijímají do 9007199254740991 (2^53 - 1)",
  "must be a whole number above 0": "musí být celé číslo větší než 0",
  "must not be below 0": "nesmí být menší než 0",
  "is not a number": "není číslo",
  "is too large for a number": "je na číslo příliš velká",
  "is not a boolean; it must be true, false, 1 or 0": "není logická hodnota; musí být true, false, 1 nebo 0",
  "is not a URI": "není URI",
  "is not a date such as 2024-02-29": "není datum, například 2024-02-29",
  "is not a time such as 13:20:00": "není čas, například 13:20:00",
  "is not a date and time such as 2024-02-29T13:20:00Z": "není datum a čas, například 2024-02-29T13:20:00Z",
  "is a boolean, not a {type}": "je logická hodnota, ne {type}",
  "is a number, not a {type}": "je číslo, ne {type}",
  "is not a {type}": "není {type}",
  "{minimum} to {maximum}": "{minimum} až {maximum}",
  "{minimum} or more": "{minimum} nebo více",
  "up to {maximum}": "nejvýše {maximum}",
  any: "libovolná hodnota",
  "above {value}": "více než {value}",
  "below {value}": "méně než {value}",
  "{range} in steps of {spacing}": "{range} po krocích {spacing}",
  "{first}, {rest}": "{first}, {rest}",
  "The unit of measure {uom} of input {id} is not supported; it takes none.":
    "Jednotka {uom} vstupu {id} není podporována; vstup je bez jednotek.",
  "The unit of measure {uom} of input {id} is not supported; supported are: {uoms}.":
    "Jednotka {uom} vstupu {id} není podporována; podporovány jsou: {uoms}.",

  "The bounding box of input {id} {problem}.": "Ohraničující obdélník vstupu {id} {problem}.",
  "is not a bounding box such as 46,102,47,103,urn:ogc:def:crs:EPSG::4326,2":
    "není ohraničující obdélník, například 46,102,47,103,urn:ogc:def:crs:EPSG::4326,2",
  "has no readable coordinate reference system": "nemá čitelný souřadnicový systém",
  "has corners of {count} numbers, but says it has {dimensions} dimensions":
    "má rohy o {count} číslech, uvádí však počet rozměrů {dimensions}",
  "is in {crs}, which is not supported; supported are {supported}":
    "je v souřadnicovém systému {crs}, který není podporován; podporovány jsou {supported}",

  "The output {id} cannot be given by reference: only complex outputs can.":
    "Výstup {id} nelze předat odkazem: odkazem lze předat jen komplexní výstupy.",
  "The process {process} does not store outputs, so {id} cannot be given by reference.":
    "Proces {process} výstupy neukládá, proto {id} nelze předat odkazem.",
  "The output {id} is not available in the unit of measure {uom}.": "Výstup {id} není k dispozici v jednotce {uom}.",
  "The output {id} is not complex, so no format can be chosen for it.": "Výstup {id} není komplexní, proto pro něj nelze zvolit formát.",
  "The format ({asked}) of output {id} is not supported; supported are: {supported}.":
    "Formát ({asked}) výstupu {id} není podporován; podporovány jsou: {supported}.",
  "The output {id} is asked for more than once.": "Výstup {id} je požadován více než jednou.",
  "The process {process} has no output {id}; its outputs are: {outputs}.":
    "Proces {process} nemá výstup {id}; jeho výstupy jsou: {outputs}.",
  "The process has no such output.": "Proces takový výstup nemá.",
  "The output was not asked for.": "Tento výstup nebyl požadován.",
  "The process {process} cannot be executed asynchronously; execute it synchronously.":
    "Proces {process} nelze spustit asynchronně; spusťte jej synchronně.",
  "The process {process} does not store responses; execute it synchronously.":
    "Proces {process} odpovědi neukládá; spusťte jej synchronně.",
  "The process {process} does not report its status.": "Proces {process} neoznamuje svůj stav.",
  "The status can only be followed in a response that is stored.": "Stav lze sledovat jen v odpovědi, která se ukládá.",
  "A raw response holds exactly one output; name one of: {outputs}.":
    "Odpověď bez dokumentu obsahuje právě jeden výstup; uveďte jeden z těchto: {outputs}.",

  "The reference of input {id} must be an http or https address.": "Odkaz vstupu {id} musí být adresa http nebo https.",
  "The data behind the reference of input {id} is said to be base64, but it is not.":
    "Data, na která ukazuje odkaz vstupu {id}, mají být v base64, ale nejsou.",
  "The reference of input {inputId} was not fetched: {reason}": "Data z odkazu vstupu {inputId} nebyla načtena: {reason}",
  "it took too long.": "trvalo to příliš dlouho.",
  "the other server did not answer in time.": "druhý server včas neodpověděl.",
  "the certificate of the other server is not valid.": "certifikát druhého serveru není platný.",
  "the connection failed or was cut.": "spojení se nezdařilo nebo bylo přerušeno.",
  "the data comes too slowly.": "data přicházejí příliš pomalu.",
  "it was redirected to an address that is not valid.": "byl přesměrován na neplatnou adresu.",
  "the other server answered with status {status}.": "druhý server odpověděl stavem {status}.",
  "the other server sent it compressed ({encoding}), unasked.": "druhý server poslal data bez vyžádání komprimovaná ({encoding}).",
  "it was redirected more than {maximumRedirects} times.": "byl přesměrován více než {maximumRedirects}krát.",
  "of this server only sample data and stored outputs can be referenced.":
    "z tohoto serveru lze odkazovat jen na ukázková data a uložené výstupy.",
  "there is no such file.": "takový soubor neexistuje.",
  "its address holds blanks, backslashes or control characters.": "jeho adresa obsahuje mezery, zpětná lomítka nebo řídicí znaky.",
  "its address is not an absolute URL.": "jeho adresa není absolutní URL.",
  "only http and https addresses are fetched.": "načítají se jen adresy http a https.",
  "an address with a user name or password in it is refused; use a header.":
    "adresa se jménem uživatele nebo heslem se odmítá; použijte hlavičku.",
  "{kind} are refused unless the administrator allows them (fetch.allow).": "{kind} se odmítají, pokud je nepovolí správce (fetch.allow).",
  "loopback addresses": "adresy zpětné smyčky",
  "private addresses": "soukromé adresy",
  "addresses of provider networks": "adresy sítí poskytovatelů",
  "link-local addresses": "místní linkové adresy",
  "multicast addresses": "skupinové adresy",
  "reserved addresses": "vyhrazené adresy",
  "the name {hostname} has no address.": "název {hostname} nemá adresu.",
  "names of private networks are refused unless the administrator allows them (fetch.allow).":
    "názvy v soukromých sítích se odmítají, pokud je nepovolí správce (fetch.allow).",
  "the header {name} may not be sent; allowed are {allowed} and x-...": "hlavičku {name} nelze odeslat; povoleny jsou {allowed} a x-...",
  "the value of the header {key} is not allowed.": "hodnota hlavičky {key} není povolena.",

  "There is no such file.": "Takový soubor neexistuje.",
  "The file is no longer on the server.": "Soubor již na serveru není.",
  "There is no such document.": "Takový dokument neexistuje.",
  "The job has not ended yet; its results are not ready.": "Úloha ještě neskončila; její výsledky nejsou připraveny.",
  "The job has no such output.": "Úloha takový výstup nemá.",
  "The output is no longer there.": "Výstup již není k dispozici.",
  "There is no such sample file.": "Takový ukázkový soubor neexistuje.",
} as const;
