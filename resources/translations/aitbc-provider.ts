<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name></name>
    <message>
        <source>
and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (play money)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ({worth} {currency} by what you say one is worth)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Each day that misses {targets} makes you owe {rate} of what the customer paid for that day&apos;s jobs; it is noted, the network has no way to pay it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Its jobs belong to the tier {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Owed to you: {to_us} {unit}; owed by you: {by_us} {unit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The connection was not tested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The fee of {fee} {unit} is noted as owed; the network has no way to collect it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> You promise {availability} of your offered hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and is {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> from {starts_at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;ask&quot;, &quot;yes&quot; or &quot;no&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;keep&quot;, &quot;slow&quot; or &quot;stop&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;messages&apos; are longer than {most} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;messages&apos; must be a list of up to {most} messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;prompt&apos; must be a text of at most {most} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;seed&apos; must be a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;stop&apos; must be a text or a list of up to 16 texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{name}&apos; holds a null character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is longer than {most} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not valid Unicode text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{name}&apos; must be a number from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{name}&apos; must be a whole number above 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{name}&apos; must be one of {known} here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, play money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {unpaid_jobs} of them unpaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 for no discount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: they are deleted as soon as the network has the result. Kept longer, they lie readable in the program&apos;s history file on this computer, as a proof of what was delivered: below a chosen job a button saves its answer to a file. What was asked is never kept. Fewer days: older ones are deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>200% doubles it when everything is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24/7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95% started within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; none was removed for it: {none_goes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change at most every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A closed laptop cools badly. Switch this off if yours works closed on a dock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A customer&apos;s jobs that ask for it, or pay no more, wait here until {size} are together and the hour is quiet, at the longest {window}. They pay {discount} less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dashed frame: memory of the card is reserved for a customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dotted line: full batches may start; few other jobs come then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A film or a presentation is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A film or a presentation runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fixed price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A game asked for the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A game asked for the machine (GameMode)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A game counts as over after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A game, a film or a presentation in full screen gets the card. Maximised windows do not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gamepad is used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hub is run by an operator. Ask the operator for a miner key: whoever has it can take jobs there in your name, so it is kept in this computer&apos;s keyring and is never shown again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job belongs to the best tier that its payment covers. Without tiers all jobs are served alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job of the same length pays {change}. How many jobs come then is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job of the same length pays {less} less. Whether more jobs come is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job that pays too little</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job waits at the longest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job whose payment cannot be confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job whose payment goes to another address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key for this hub is stored already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is kept in: {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is needed. The hub&apos;s operator gives you one; without it no job can come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A listed program runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model server of an unknown kind answers at {url}; to use it, enter its address in the settings, under “Models and disk”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name for this computer (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has at most 128 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is for Ollama, a GGUF file for the built-in engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new contract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A payout address begins with 0x or with ait1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A point stands for {hours} h and is read from the first {minutes} minutes of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A price that follows demand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program fills the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program from your list is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program keeps the screen awake: somebody is watching, although no key is pressed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A real network with real customers. You need its address and a key from its operator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AITBC Provider stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AITBC Provider {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it again to download the new file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it again, Ollama goes on from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add this date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the program that runs the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address or path of a GGUF file, or a name that Ollama knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After 0x only the digits 0 to 9 and the letters a to f may stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After 0x there are 40 characters; here are {digits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After ait1 only small letters and digits stand, at least six of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreements in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts of the last year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts: the next look is by the new limits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also a short job costs this much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also convert sound and film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also write down speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always, whenever you do not need the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amounts in {unit}; credited is what the network says it released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An agreement that is ended cannot be taken up again; a new one can be made. Jobs that run keep their price. A reservation&apos;s fee stays owed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An engine on a graphics card cannot be shut in, its driver needs too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An estimate for the month comes after two whole days of work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An hour always costs the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another one, by its name at Ollama or the address of its file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program holds the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is computing on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program needs the card&apos;s memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program uses the hotkey {combination} already; choose another one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any key or movement means that you are back. Only the time of the last one is known, never what it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anybody can write to this network&apos;s ratings, so a score may change without a job of yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>April</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the computer&apos;s administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the network&apos;s operator for a miner key and store it with `aitbc-provider network key`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the network&apos;s operator for a miner key, then store it with `aitbc-provider network key` or put it into AITBC_PROVIDER_KEY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the network&apos;s operator for a valid miner key and enter it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the hub …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the market what similar cards cost …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most, while the number adapts itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the longest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the peak up to this much of the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At this share of your price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At {price} {unit} an hour, a day with {hours} offered hours brings at most {most} {unit}{seen}, before the network&apos;s fee, if all of them are asked for. How many are, nobody can promise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aug</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>August</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Availability that you promise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basis: {basis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches are collected from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before you start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benchmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best tier first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block this customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bond limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By this computer&apos;s clock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By what each job pays, as always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled by the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card to offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card: none, the processor works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card: {card}, its memory and architecture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that its file is whole and that it fits into memory, or choose another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the card sits firmly and has power, then: {restart}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address and the connection, then add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address, then add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the chain&apos;s address (--rpc); it is what stands before /rpc/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and the space left on it; nothing that was written before is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the internet connection and the network&apos;s address; the app keeps trying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the marketplace&apos;s address (--market); it is what stands before /v1/marketplace/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network&apos;s address; on public Wi-Fi a log-in page may be in the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a job to see its times, tokens, money and reasons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file with --state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder with --home or {home_variable}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one: aitbc-provider gpus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another port, or 0 for any free one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the list, such as Europe/Vienna.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one with `aitbc-provider network use`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one with: aitbc-provider gpus --use NUMBER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what happens while you are here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click: {does}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program (a second copy of this one, a database viewer or a backup) and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing this window keeps the program in the tray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect no batches any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect such batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comfort and power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared every ten minutes by itself. Press the button to see the figures side by side now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared {checked} of {of} of the last 30 days at {at}; {booked} booked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing for the AITBC network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content of the chosen file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contract: {hours} h at a fixed price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contracts and reservations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert it to GGUF, the format of llama.cpp and Ollama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the day to other days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it and start again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts as soon as the running jobs are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts for new jobs at once; running ones keep theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts when the program starts the next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credited in these books, ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers never reach this computer: they send text, a model here answers with text. A customer is who the payment names; that is a claim, not a proof.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers of this network name the address that is paid. A job whose payment goes to another address than yours is refused, so enter the address that belongs to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers pay into escrow for {payee}; the network releases it after the job and keeps a fee. Jobs without a payment are taken too, up to 20 a day, for your reputation.{checked}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers see this name. It need not be your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of the exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates with hours of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day to copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days that answers of finished jobs stay here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deadline passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>December</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demand: how busy your card and queue are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics for somebody who helps you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not offer the hours in which the card is mostly yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download only in these hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download what is named here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads the model that is chosen in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each hour of work at the price loses {loss} now, by your tariff; it would lose nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each network has its own books; play and real money never mix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earned today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earned today: {amount}{mark}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earnings by part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earnings over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earnings, stacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the week…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Electricity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Electricity and net as far as electricity was measured and priced; what was not is not in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Electricity and net come with a tariff and a token rate in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Electricity costs about {floor} {unit} an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: found by itself, else the built-in engine. An address on another computer gets the texts of jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it and start it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends what runs, frees the graphics card and stays stopped until you resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter its key in the settings, under “Models and disk” (without a window: AITBC_PROVIDER_RUNTIME_KEY)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the program&apos;s address first; the key is for that address only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error {number} (see NVIDIA&apos;s list of errors).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error {number}: {xids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate: up to {gain} in the time of all unpaid jobs, if paid jobs fill it as they fill the rest. Unpaid jobs build reputation; what fewer of them cost there is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate: up to {gain} more in its {hours} h, if jobs for {model} fill them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate: what came in this month, and the mean of the last {whole_days} days for each day left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate: {gain} more for the same work, if all of its customers pay {more} more; some may not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evenings and nights: every day from 18:00 to 08:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every day is like the one that was watched: {free} of its hours were free of you for three quarters and more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything can be changed later, and stopped at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed or handed back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fair shares by tier and customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fastest download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>February</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fee in all, in {unit} (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the engine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch {name} and run models with it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Few jobs, or none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of the bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by model, customer or job id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First come, first served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed price of an hour, in {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For 15 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the hours that you paint with Offer: 100% is your usual price, 150% half as much again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the kept key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on that disk; nothing that was written before is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fri</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Friday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From (empty: at once)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From now on new jobs {known} cost {rate} {unit} an hour, whatever your price is, for {hours} hours of the card and until {until} at the latest. An escrow has to cover it.{tier}{promised} It can be ended at any time; running jobs keep its price.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this demand on the price climbs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GNOME session</source>
        <comment>what watches</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Game: {name} is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gamepads do not count as keyboard or mouse, so they are watched on their own: only that a button or a stick moves, not which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Games, full screen and other programs on the card still count; pause by hand for the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get one with: ollama pull llama3.2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this user the right to read and write there, or choose another folder with --home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this user the right to write there, or choose another folder with --home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given back to you, last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given back to you: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gross</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guest book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handing a job back counts as a failed job: the network lowers this provider&apos;s success rate and reputation, and better-rated providers are offered jobs first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hands its jobs back first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours and their prices: what runs when a window closes is stopped with its text kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours are shown in quarters; saving rounds them to quarters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours look like 09:00-12:00, several with commas between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours of work, not of waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours on that date, empty for a day off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours, every day: {hours}.
Price: {per_hour} {unit} an hour.
A week would have brought between {low} and {high} {unit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far it is shut in is told when it has run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many jobs run and wait here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the measurement is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the model is downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much room models may take, how fast and at which hours they are fetched stands in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How warm, loud and hungry the card may get.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the file there and give the name that it gets as model_path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force: {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the quiet hours (set under Comfort and power) only what cannot wait is told: a card that is too hot, broken or gone. The rest is told when they are over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the same time availability would have been {would} and not {had}; {lost} offered hours fewer, most of which were not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a model, or only practise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it there, or name a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the NVIDIA driver again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the NVIDIA driver and restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version to change rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version to change settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version, or choose another folder with --home; the file was not touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed games get the card while they run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installing version {version}, back in a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal error in {name}; the log has the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal error. What happened is in the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be once that is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can read nothing of yours but the customer&apos;s file, which is removed afterwards, and connect to nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can read nothing of yours but the customer&apos;s file, which is removed afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can read nothing of yours but the model, and connect to nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can read nothing of yours but the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could use your network: this system cannot keep it from that (Linux 6.7 and newer can).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It crashed several times within ten minutes and was not started again. Start it from the menu; its log is in the profile folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It decides their share of the card and how many run at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not fit: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It failed {n} time in a row and is tried again in a while.</source>
        <comment>It failed {n} times in a row and is tried again in a while.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It fits: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on from where it is when you add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {heat} °C{why}. Nothing new is started until it is cooler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a program of the llama.cpp project, {size} from {url}. Its licence: {licence}. It is checked against the SHA-256 that this version names, runs shut in as the built-in engine does, and can be removed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no longer fetched. What came is in Ollama&apos;s own store, which Ollama tidies up itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is noted as owed; the network has no way to pay it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on this computer already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is reserved for {client}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still over ({values}): raise the ceiling, or give the card more air.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried again by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be loose, overheated or without power. {restart}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file is deleted; jobs that ask for it are no longer taken. It can be added again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its host told no SHA-256 to compare it with; the file is whole by its own table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Its memory had {n} error that it could not correct.</source>
        <comment>Its memory had {n} errors that it could not correct.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Its memory is fuller than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its name; empty for all that fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>January</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job ended: {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs and queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs are priced by the time they take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs at the same time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs come and go over the network; on a connection that is paid by volume no new ones are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs of more than 10 hours pay less by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs of today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs run on the processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs that failed: none has ended yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs that failed: {failed} of {all} ({share}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs that make a batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs that may wait here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs that pay {least} or more go only to providers with a bond</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs without a payment, most in a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join as active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join one first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jul</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>July</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>June</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the computer awake during the hours on sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the computer awake during the hours on sale (never on battery)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this key for the chosen network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept by the network, as observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard and mouse cannot be watched here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard and mouse cannot be watched here; games, full screen and others&apos; use of the card still count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard or mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys that stop everything at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of price: new jobs pay the fixed price at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least price of a job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out the hours that begin at {named}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence: {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a model there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the chart…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long jobs: new ones pay by it at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer ones are handed back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest run of a job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the utilisation again after a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for it at ollama.com/library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for new versions once a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into Ollama&apos;s own log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudest fan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudest fan in the quiet hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the card&apos;s own power limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the hourly price to the middle of the market</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the hourly price to what your swarm agrees on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made-up customers and play money, all on this computer. Change it any day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or move the profile with --home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or remove a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, then add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room; it goes on from where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make this contract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many Linux games tell GameMode when they start; the card is theirs until they end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many jobs fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>March</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Market</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May</source>
        <comment>short</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured power above idle, your tariff and token rate: {floor} an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring how fast this machine is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory free after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the card, in GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Miner key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model, customer or job id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models of the last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that earn least may go for a new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models to download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models: {models}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More of the last jobs failed than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More programs that get the card while they run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most jobs of the last days asked for models that are not here, most often {model}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most often of late: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most power in the quiet hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most room for downloaded models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it away and store the key anew with `aitbc-provider network key`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it away together with its -wal and -shm neighbours, put a copy back if there is one, and start again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My own hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name its marketplace address in the network&apos;s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of this provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the address or the path of a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names with commas between; -name for one that never counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs Linux with ffmpeg; only what fits into a result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs the package faster-whisper, and a model&apos;s folder in the profile&apos;s folder voices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network number {number} cannot be read in {path}; it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network&apos;s fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks that are written down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New settings: what runs is finished first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No benchmark yet. It runs once for each model, while nothing else does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card: jobs run on the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No difference stands between these books and the network&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job fits this filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job has ended today yet. Each one is listed here with its result and what it earned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job has ended today. Jobs come in once the state above is Offering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job has ended yet. Each one is kept here with its result and what it earned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job is running; {jobs} in the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job is taken now: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key press came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keyring can be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keyring can be used here, so the hub&apos;s key is forgotten when the program ends. Unlock or install a keyring and enter the key again in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No marketplace address is known for this network; what is offered is published by registering alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No marketplace is known here; jobs come through the registration alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No marketplace is known on this network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is installed yet. {notes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is installed, so nothing can be run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is installed. Add one below, or install one in the model runtime.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is offered, so no job fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No offer of a similar card; these are all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment stands in escrow, and this provider takes no more unpaid jobs today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No record yet: it begins with the first job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No swarm was joined, so nothing is shared with one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can be sure to pay you yet: no payout address is set, so a payment cannot be told from one to somebody else. Jobs without a payment are taken too, up to 20 a day, for your reputation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody else offers anything here right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody pays: practice customers pay play money, which is worth nothing and never mixes with real money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody&apos;s job ran here in this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these fits: the smallest needs about {need} and this card has {has}. A smaller one can be added by its address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these fits: the smallest needs about {need} and this computer has {has}. A smaller one can be added by its address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all of the network works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not available yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not decided yet: no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not for what Ollama fetches itself: it has no such setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not measured yet. The line starts within a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not measured. You may skip this: jobs then run one at a time until it is measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not offered at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not offered at all on that date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not offered yet: start_offering() begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not set up yet; choose Set up… to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sure when and for how much? The program can watch for a day: when you use the computer, and what others ask. It offers nothing meanwhile, and proposes hours and a price afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not told on this computer ({why_silent}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not while work stands still; it is done when work may run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet; it is done as soon as the network can be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing came in during this time. A bar grows with the first paid job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing credited yet today. The line starts with the first paid job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is agreed with anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is earned until this is mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is in the way, and a job is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is in the way: the network has no job for this provider right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is owed by contract. Fees, penalties and refunds that contracts agree on are noted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is published while work stands still; it is again when work may run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is published yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs your attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing on this machine keeps work from running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing shuts it in: it could read your files and use your network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to suggest yet: that takes a day of offered hours, and figures that support it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. The program goes on with the version that is installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. The program goes on with the version that is installed and tries again tomorrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was measured in this time. A card is read every few seconds while the program runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was saved: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was watched yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nov</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>November</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: no jobs are collected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: {batch_does}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>October</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a job that is done: when, for whom, which model, what it earned, how long it took. Its text and its answer are deleted when the network has the result, or some days later where you say so. Readings of the card are thinned out with time. Nothing is sent to anybody but the network that you chose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the hours that you offer; 0 promises nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer on a hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer visible to others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offers for cards like the {card}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offers of similar cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama broke off before its answer was complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama calls it {name} and decides which file it fetches; the size is about that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama could not download it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama does not have this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama does not run on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama does not tell what its models take: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama has no model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama is not ready (status {status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama knows no model of this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama refused the request (status {status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama reported an error while it was generating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama runs on another machine: jobs&apos; texts are sent there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama sent something that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama unloaded the model while it was generating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama&apos;s disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the payout address now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer: {blind_spot}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this network the text of every job and its answer stand in public receipts that anybody can read. This program never writes them to its logs or shows them to you, but it cannot keep others from reading them there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {day}: {missed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One job at a time goes on while you work; games and full screen still stop everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>One job runs at a time.</source>
        <comment>Up to {n} jobs run at the same time.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One that is signed by the makers is installed when no job runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for comparing with the electricity. Nobody sets or promises this value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only games, full screen and other programs on the card stop work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only where the program at this address asks for one. It is kept where the network&apos;s key is, and never in the settings file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {free} GiB are free where results are kept. Make room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {left} s were left, this job needs at least {needed} s here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other prices by the hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other programs hold a large part of the card&apos;s memory. Our model makes room for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other programs hold {held} of {all} GiB: jobs may fail. Close one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others compute on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others need the card&apos;s memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside your hours; work starts again {day} {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside your hours; work starts again {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owe one for days that miss a promise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint the hours in which the card may be sold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint with the mouse, or with arrow keys and Space; Shift marks several cells, Ctrl goes by the hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause for an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused by you until you resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused by you until {game} ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused by you until {until}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused. What came is kept; Download goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments cannot be checked on the chain: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout address (may stay empty for now)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Penalties</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per GB and day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a bar to read it; double-click opens it; the wheel zooms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at the charts to read them; the wheel zooms, dragging moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice goes on while you type or move the mouse; with a real network, work stops then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice network · play money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Resume to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the button; it takes a few seconds. On the command line: aitbc-provider doctor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price and hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price by demand: the new price goes out with the next registration, at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of a kWh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of a kWh (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of an hour of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of an hour, in {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price over demand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price, region where you set one, and how many jobs may run at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pricing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy and copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs on your list, games above all, get the whole card while they run. Only their names are looked at; they are never opened or read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of a job for {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the download of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts, answers and keys are not in it. This is all that would be saved; look at it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposal so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider id: {provider}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a GGUF file into the models folder, or install Ollama with a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put into Pricing and Hours; it counts when you save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantisation {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue: counts at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet hours, with limits of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit it to free the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit that program, or choose another folder with {home_variable}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit {app_name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quoted by us for these jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the hourly price to what the electricity costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the hourly price to what your swarm agrees on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the hourly price towards the middle of the market</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raised above the electricity, which costs about {floor} {unit} an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rated {score} of 1000; no better-rated provider is known to be in the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Rated {score} of 1000; {n} better-rated provider is listed, and the network serves those first.</source>
        <comment>Rated {score} of 1000; {n} better-rated providers are listed, and the network serves those first.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Rating: the network tells none yet; everybody begins in the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating: {score} of 1000 ({level}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-encoding is switched on, but needs Linux and its ffmpeg. Install the package ffmpeg.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready for work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released by the network, as looked up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a model, or allow more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it first, or use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name} from this computer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reputation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserve it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserve less memory or another time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserve memory for a customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserved: {memory} of the card{begins}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserved: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rest between jobs while slowed down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart AITBC Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on the processor, not on the GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on {device}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of the settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save for tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save for tax (CSV)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save statement (PDF)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the diagnostics bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the kept answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the kept answer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}. Taken in with: aitbc-provider import settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say that you have read this: on this network your customers&apos; texts are public.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which hours, such as 09:00-12:00, or that it is not offered at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen. Had a job been running, it would have stopped at this moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selling from the battery costs more than it earns. The card is let go so that it can sleep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sells the idle hours of one graphics card on the AITBC network. MIT licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>September</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service levels are measured where agreements are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service levels that were kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside by customers, as looked up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the price to {floor} an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the price to {price} an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings and rules in one file, without any key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me now: take practice jobs for five minutes although I am here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the diagnostics bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow down: one job at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something cannot be saved as it is; it is explained where it stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something is missing above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spreadsheet (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stacked by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands on your bill; empty when it is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands on your electricity bill.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start Ollama, or name the address of a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again, or choose the built-in engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start offering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the app again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the program once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the program once, or name its folder with --home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the program once, then ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start this program with the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting to offer …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {number} of {pages}  ·  </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still held by the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop now: give the card back and take no work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop offering {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop watching and offer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped by you; nothing runs until you resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped; what came is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped; what came is kept. Fetching the same model again goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as 22:00-07:00; empty for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as 23:00-07:00; empty for any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as Ctrl+Alt+End; empty for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as Europe/Vienna; empty for the computer&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as eu-west; may stay empty. Customers can ask for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as mon-fri 22-6 {night}; sun 0-24 {sunday}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested: small enough for most cards; this one does not tell its memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested: small enough to answer at a good pace on a processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested: the largest that leaves a third of the card for more jobs at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested: the smallest of the list; one job at a time fits beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested: {per_hour} {unit}. {reasons}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take at most {fewer} unpaid jobs a day, not {unpaid_per_day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take fewer unpaid jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it, like a job without a payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take work from this customer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your hands off for two seconds, then press any key or move the mouse …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {model} off the list of offered models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver finds no card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver is installed, but not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver reports a fault: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver was updated while it was running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver&apos;s library is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is not from an AITBC server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was written to {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The benchmark suggests it; more makes each slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in engine on the graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card hung and must be reset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is busy although none of our jobs runs, or the driver tells that another program computes beside them: that one needs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is kept below it by fewer jobs and rests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is not used, as you chose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is too hot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is too hot ({heat} °C); it goes on below {ceiling} °C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is warmer than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card reported an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card stopped answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card that was chosen is not in this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was not asked back in the last 30 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card&apos;s memory is nearly full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card&apos;s power limit could not be put back to {watts} W ({error}). A restart of the computer puts it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card&apos;s power limit stays as it is ({error}); fewer jobs and pauses keep your ceiling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain knows no escrow for this job although one was promised or seen; what was booked stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain was restarted and reads amounts back as whole numbers; what was booked before stays exact, what is released afterwards is what the chain then says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain&apos;s address, if one was named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain&apos;s address, if the operator named one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer cannot be woken for your hours: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer is going to sleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer runs on its battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is metered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The contract with {client_id} is in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s payment address (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The diagnostics bundle was written to {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk gave an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: results could not be kept. Make room on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is nearly full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The doctor&apos;s checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download is stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The driver reports {mib} MiB, {short} less than {whole} GiB: jobs that ask for {whole} GiB do not come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The electricity for that costs up to {electricity} {currency}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The electricity is not taken off: its price, or what a unit is worth to you, is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine for graphics cards is here; the program uses it from its next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine had to be ended: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The escrow holds another amount than when the job was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The escrow pays another address than this provider&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} is locked by another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {file} is not a readable database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} has to be brought up to date before it can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} was written by a newer version of this program (it knows {steps})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generation broke off before its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generation did not end within the {seconds} s that were left for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generation failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generation took longer than this provider&apos;s limit of {limit} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics here are by {vendors}; only NVIDIA cards can be offered so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hardware offer could not be posted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is from a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is from an older version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history {file} could not be read or written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history {file} is read-only for this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hours that begin at {named} ({zone}) were open for less than half of their offered time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub&apos;s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub&apos;s address is needed, such as https://hub.example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job ended without a result that counts, and the network released its payment all the same (a cancel that came too late); it is booked now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job needs {needed} of GPU memory; {free} are free beside the {kept} that this provider keeps reserved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job&apos;s time was over before it could start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job&apos;s time was over before it was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job&apos;s time was over before its generation was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is kept in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of that program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The least price is not known yet. It needs the price of a kWh and what one AITBC is worth to you (see Electricity), and a job whose power was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The least price is {floor} {unit} an hour: what the electricity costs by your tariff and what was measured. A lower price of yours is raised to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lid is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The low end is nothing, because nobody can promise that anyone asks; the high end is every one of these hours sold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine: the card, its temperature, memory and disk are well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The machine: {n} alert to look at.</source>
        <comment>The machine: {n} alerts to look at.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The marketplace could not be read just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The marketplace did not answer in time; the offers are posted as soon as it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The marketplace&apos;s address, if one was named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The marketplace&apos;s address, if the operator named one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message is too large for the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model &apos;{model}&apos; is not installed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be hosted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be measured now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not be downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model gave an empty answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is no longer installed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model runs in a process of its own, which gets the text of a job and no keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model runtime ({runtime})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model runtime computes on the processor and not on the {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model runtime computes on the processor, so processor time is offered and not the {card}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model runtime does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model runtime does not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model runtime failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model runtime is starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model server at {url} asks for a key; to use it, enter its address and its key in the settings, under “Models and disk”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name or address that the customer&apos;s jobs carry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network answers in {ms} ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network asks for a pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network asks for a pause: this internet connection has used up what it grants for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network cannot be used; the program keeps trying.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network connection is metered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network could not be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network counts fewer completed jobs than these books. Most likely these are late cancels: a customer cancelled while the job ran, its result arrived all the same, and the network took it but no longer counts it as this provider&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network counts more completed jobs than these books; jobs delivered before these books began explain it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network counts {theirs} jobs, this profile&apos;s journal {ours}: the others ran in another profile, or somebody else wrote them there (this network lets anybody write).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network counts {theirs} of the {ours} jobs in this profile&apos;s journal; the others are to come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network does not accept this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network does not know this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network has a fault of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is not being asked right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network judged some jobs otherwise than they ended here, as when a result arrived after a cancel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network knows no finished job of this provider yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network knows this provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network refused the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network released the payment and publishes no receipt for this job, as it does for others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network released this payment after the job was booked without it; it is booked now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network tells a larger release than it did before; the rest is booked now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network tells a smaller release than it did when the job was booked; nothing is taken back from the books.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network tells no rating of this provider yet; everybody begins in the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s answer got lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s books beside these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s fee is not taken off; it is not known before the first payment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s own total is less than what was credited here. Most likely these are late cancels: a customer cancelled while the job ran, its result arrived all the same, and the network paid for it but leaves it out of its total. Payments that were released past the coordinator, and rounding, explain it too. What is credited here stands in each job&apos;s own escrow record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s own total is more than customers set aside for the jobs in these books; jobs from before these books, or rounding, explain it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s own total, before fees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s score falls with long answers: a job of more than 5 seconds never raises it, one of more than 10 seconds lowers it a little. Larger models on a slower card cost reputation even when every job is done well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new settings were taken back: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next job that fits is taken by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The offers on the marketplace are not up to date: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase does not open the stored miner key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment could not be confirmed on the chain, and this provider takes no more such jobs today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment leaves {earned} {unit} for this provider; the electricity for the job costs about {cost} {unit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment of {given} {unit} is below this provider&apos;s price of {wanted} {unit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment was given back to the customer; the job list does not show that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment was released to another address than the owner&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice model is random numbers: its text is nonsense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice network (play money)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice network cannot listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice network&apos;s state file cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The price above is the base; it climbs when much is asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The price of a kWh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor can be offered instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile folder cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile folder cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program is connecting to the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program speaks English so far. How to translate it stands in desktop_app/README.md of its sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program yields by itself: whoever sits at this computer gets the card back at once, without asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt is too long for this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt is too long for this model: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider cannot finish this in time: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider cannot keep its records now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider cannot keep the file while it works on it: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider hit an internal error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider was switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s computer went to sleep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s model runtime does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s model runtime failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s own quality check refused the result: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s owner handed this job back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s owner needed the machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reputation is low or falls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reservation would be over before it begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result of {size} KiB is larger than the {largest} KiB that get through to the network; ask for less output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result was delivered and the payment is still held in escrow (the network could not make the proof that it asks for, or is slow); it is booked as soon as the network says it is released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule {name} in {path} cannot be read; it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rules are from a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rules could not be read and stand in {file} now; none of them are in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rules {path} cannot be used ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule offers no hour in the time of the reservation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule offers no hour in the time of the reservation; the next one begins on {day} at {time} UTC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The services start anew once the running jobs are done; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting {name} in {path} must be {allowed}; the usual one is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are from a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings as they were are kept in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read and stand in {file} now; the usual settings are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings {path} cannot be used ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings, under Privacy and copies, say how long answers stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signature of this job&apos;s receipt does not fit, so the receipt proves nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound or film was not worked on: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speed could not be measured, so the performance score is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The start with your session could not be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The statement was written to {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored miner keys cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The swarm cannot be read: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has to begin anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update could not be installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update was refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {name} runs on another machine: jobs&apos; texts are sent there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no graphics card here whose memory could be reserved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no history yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model in the list for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no place on the disk for sound and film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left to write the history in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left to write {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tray here: closing this window asks whether to quit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {name} in {parent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room for this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was no alert in the last year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These hours break a reservation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These hours cannot be used: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These must be days, hours and a price, with semicolons between, such as mon-fri 22-6 {night}; sun 0-24 {sunday}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These settings are from a newer version of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They count as taken here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They earn reputation only. 0 takes none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They pay less by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Think twice before you put money behind one: on the servers known so far any logged-in client can empty or slash anybody&apos;s bond, its amount is never compared, and a payment of that size also needs a proof that only the hub can make, without which it stays held in escrow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Linux cannot do it (5.13 and newer can, with Landlock switched on).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be reserved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card does not report its {silent}, so that ceiling has no effect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has an NVIDIA card, but no NVIDIA driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no NVIDIA card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This counts at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop lets no program listen for keys. For a key that stops at once, bind the command &apos;{command}&apos; in the desktop&apos;s keyboard settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This job&apos;s answer is not kept here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This keyboard has no key for {combination}; choose another one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine was measured already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot be hosted here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is not accurate enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This must be a number above 0, such as {example}, or empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This must be a number from 0 to {most}, such as {example}, or empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This must be a number of 0 or more, such as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This must be {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network cannot be used as it is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network cannot do that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network is in use; choose another one first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network&apos;s books hold {was} money and it now deals in {now} money: nothing is taken or booked. Add it as another network with `aitbc-provider network add`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile&apos;s journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program can do it on Linux only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program sells the idle hours of one graphics card. Here is what was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This provider does not offer jobs of type &apos;{kind}&apos;; it offers {offered}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This provider does not take work from this customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This provider is not on the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This provider&apos;s hours end before the job could be finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not read the card: the driver refuses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version knows no engine for this computer&apos;s graphics card. The built-in engine runs jobs on the processor; to use the card, install Ollama (ollama.com) or another model server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away what came of {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier of its jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers: new jobs are sorted by them at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time a job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone of these hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To Monday to Friday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To Saturday and Sunday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To every day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To everybody, as a member of a swarm: {told}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To stay within your ceilings ({limits}): {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To stay within your ceilings in quiet hours ({limits}): {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today, {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcription</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcription is switched on, but the Python package faster-whisper is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcription is switched on, but there is no model: put one&apos;s folder into {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or set it with the tools of your desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or store the key anew with `aitbc-provider network key`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again: wait a second, then press any key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it again once Ollama answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it: press a key now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two tiers are called {double}; each needs a name of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unload the model with: ollama stop MODEL, or quit Ollama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock or install a keyring, or put the key into {key_variable} for each session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpaid jobs took {hours} h of the card while your offered time was {used} at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the game ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until tomorrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until {game} ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these hours and this price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utilisation, last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} is ready: {notes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for jobs: none has come for a while; either there are none, or better-rated providers on the network&apos;s list are served first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wake the computer when the hours begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warmest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warmest in the quiet hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch for a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch for another day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watching for a day; nothing is offered until it is over or you end it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watching until {ends}; {seen} were watched so far. Nothing is offered meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wayland windows</source>
        <comment>what watches</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week in quarters of an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weekends: Friday 18:00 to Monday 06:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Well-known models for this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What Ollama has counts too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a day could bring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an hour of your card costs, and when it may be sold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came is kept; fetching the same again goes on from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What contracts agree on and the network cannot pay: shown here, never summed into what was earned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What could bring more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What counts as you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What everybody can read about you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is kept on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is public</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it costs here. Figures from it are as good as what is entered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moves it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What one AITBC is worth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What one AITBC is worth to you, in that currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What one AITBC is worth to you, in that currency (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What others ask for an hour; the red line is your price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs keeps its text and goes on when you are away. Recommended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs the models, and which are offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What saving does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the electricity costs is not known: no price of a kWh was entered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the list below suggests goes by size alone, not by what is asked for or by what it would bring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network lets through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this rests on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to install next: the jobs of the last days asked for no model often that is not here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to install next: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was asked and answered is nobody else&apos;s business: it is not kept once a job has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was asked is not kept. What was answered is, for the days that you chose in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was laid down for {name} cannot be read any more: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you agreed with single customers. What is made or ended here counts at once, without Save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you ask for your card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you call it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you said last could not be written down, so the next start will not know of it: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the card may be sold. You always come first, also within these hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the program tells you that something needs you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where customers come from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where do customers come from?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the model comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the system allows it; it is always put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one is next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While you practise nothing leaves this computer: customers, jobs and money are made up. On a real network the text of every job and its answer stand in public receipts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While you use the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who pays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who ran what on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why are there jobs, or none?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows does not let this program keep the computer awake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows does not tell the time of the last input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With it only jobs paid from there count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With it, jobs that cost more electricity than they pay are handed back. Nobody promises this value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With your consent: aitbc-provider models engine --fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a key or a movement for so long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a tray the program can only be reached through this window. Quitting ends the work; minimising lets it go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work goes on by itself when you leave the machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work goes on by itself {when}; press Resume to go on now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work may run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worked</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Working on {n} job</source>
        <comment>Working on {n} jobs</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write this number again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X11 windows</source>
        <comment>what watches</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XInput is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes, but never on battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yielding to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are using a gamepad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are using the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You come first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You count as away after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no tiers; they are made on the page Tiers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your hours end at {at}: a job that is not done then is stopped, and its text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your longest jobs cost {longest}; bonds begin at {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your longest jobs cost {longest}; from {limit} on they need a bond, which cannot be posted from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your offers were sent, but nobody else can see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your price of {own} {unit} an hour would not pay for the electricity: {price} is asked. See electricity and prices in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your quality checker {what}. Until it works again only the built-in check decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your schedule has no hours in which to work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your swarm: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`aitbc-provider network list` shows those there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a SHA-256 has 64 digits of 0-9 and a-f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a client token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a combination as &quot;Ctrl+Alt+End&quot;, &quot;&quot; for none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a duration looks like 30s, 15min, 1h or 30d, not {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a field is wrong ({what})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a job is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a job is running; pause first, then measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a job is waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a job needs it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a language as &quot;de&quot; or &quot;pt_BR&quot;, &quot;&quot; for the system&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list in the file is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of networks, each with a name of its own, a url and a provider_id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a miner key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a model of this name is there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a network called {name} is there already; its books would be shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a network&apos;s name must have 1 to 120 printable characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a package in the manifest cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a package&apos;s SHA-256 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a package&apos;s address is not one that begins with https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a package&apos;s size is missing or too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a part of its memory could not be taken out of use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a part of its memory was taken out of use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a pause must end in the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a pause that the network asked for still lasts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a price of 0 or more in quotes, as &quot;0.02&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a price of 0 or more in quotes, as &quot;0.1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program computed something that the card cannot do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program on the card stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program on the card was ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program used memory that is not its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a provider id must have 3 to 64 letters, digits, dots, hyphens and underscores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quality checker must answer True or False, or (True or False, a reason)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a receipt cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a short name, as &quot;EUR&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a start within {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a swarm lives in the marketplace&apos;s hardware offers, and no marketplace is known for this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a tensor has too many dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text in the file is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text of at most 200 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a time must be a sensible number of seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a time must be an ISO 8601 text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a time zone, as &quot;Europe/Vienna&quot;, &quot;&quot; for the computer&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 0 to 100000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 1 to 64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number of GiB, 0 for no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number of KiB from 16 to 10176</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number of MB a second, 0 for no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number of days from 0 to 30</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number of seconds from 0 to 3600</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number of seconds from 1 to 86400</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number of {unit} from {low} to {high}, 0 for none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {guess}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>accepted; {n} job of ours run there</source>
        <comment>accepted; {n} jobs of ours run there</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>adjustment_frequency must be a duration such as 15min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adjustment_frequency must be from 1min to 24h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adjustment_frequency: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agreements are not kept here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alerts: {name} is none of {alerts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address that begins with http:// or https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an agreement cannot be read: it might need any model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an amount must be a finite number of a sensible size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an amount must be a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an amount must have at most 80 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an observer only reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an unknown type of value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an unknown version of GGUF</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and {n} older</source>
        <comment>and {n} older</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>another model is called {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another program runs from its folder: {others}. Quit that one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another result of this job was there first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered neither yes nor no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers, but does not tell what it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers; it has no record of this provider yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers; it is a practice network with play money</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>answers; {n} offer of ours are listed</source>
        <comment>answers; {n} offers of ours are listed</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>as at other times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most {seconds} s of the card at {per_hour} an hour ({why})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>availability was {was}, promised were {promised}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>battery</source>
        <comment>what watches</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begins on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best effort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>business hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>busy</source>
        <comment>state of the program</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by_hour must map hours of the week, 0 to 167, to prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can be read, {size} MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled by the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be freed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card</source>
        <comment>a check</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>completion rate was {was}, promised were {promised}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>coordinator</source>
        <comment>part of a network</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>credited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>credited{mark}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customers must be a list of at most {most} names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customers must be names of 1 to 200 characters; a job that names nobody cannot be blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days, hours and price with commas between, as &quot;mon-fri 22-6 0.21, sun 0-24 0.19&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dedicated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>demand fell to {share}: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>demand rose to {share}: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>did not answer within {limit} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>driver {driver}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>driver {driver}, CUDA {cuda}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each of &apos;messages&apos; must have a role and a content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earned in total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earned in total{mark}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earned this week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earned this week{mark}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earned today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earned today{mark}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>electricity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>environment</source>
        <comment>where a key is kept</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>escrow look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimate for the month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fan {percent}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for practice only: its text is nonsense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found in the network&apos;s list after a lost answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full batches may start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full batches may start at any time of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full batches may start {hours}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gamepads</source>
        <comment>what watches</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given back to the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>goes to another address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handed back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>health_checks: {name} is none of {checks}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held by its power limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held by its voltage limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held by the board&apos;s limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>history</source>
        <comment>a check</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hours as &quot;22:00-07:00&quot;, &quot;&quot; for none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hours as &quot;23:00-07:00&quot;, &quot;&quot; for any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>images are not accepted here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>images, sound and files in &apos;messages&apos; are not accepted here, only text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in these hours {share}% of {price}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>install it first, or name one that is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>internal error; the log has the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it arrived after the customer had cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it could not be unpacked ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it did not answer any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not run here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it fell off the bus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no clock that can wake it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a model file, but not of a model that writes text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a web page, not JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is being downloaded already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is hosted as {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is longer than {hours} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not complete JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is reserved for {client}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is the one that you prefer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it needs about {need} of the {has}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it needs about {need}, this card has {has}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it needs about {need}, this computer has {has}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it needs about {need}; how much memory there is, is not told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it points to another address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it took {taken} GiB of memory, it may have {most} GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was written by another version of the program (format {found})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its escrow holds {paid} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its folder for that cannot be used ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its memory has a contained error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its memory has an error that cannot be corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its memory has an uncontained error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own</source>
        <comment>key of the practice network</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own processor does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own processor had to be stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its owner needs the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its settings would be written over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its time was over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its time was over before it could be delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {hours} hours are used up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jobs would have taken {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jobs, {count} unpaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key</source>
        <comment>part of a network</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key file</source>
        <comment>where a key is kept</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keyring</source>
        <comment>where a key is kept</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keyring</source>
        <comment>a check</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less would not pay for the electricity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list of programs</source>
        <comment>what watches</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maintenance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marketplace</source>
        <comment>part of a network</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured as soon as enough jobs wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory could not be freed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory free: usually, 95% within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory, all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory, ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>metrics must be a list of {metrics}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than 10 hours: {share} of the price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names of programs with commas between, &quot;-name&quot; for one that does not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names of signals with commas between: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>net</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <comment>a check</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network&apos;s fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Wayland compositor answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no X server answers at {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no address is set: jobs come all the same, offers are not listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer within {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no complete answer within {limit} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection could be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no desktop portal runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no escrow stands behind the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no explanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no game is running that the program knows of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no job costs less than {least}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no miner key is known for this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no miner key is stored for this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no network is called {name} here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no power manager runs in this session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no reading of it yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no similar card is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no source of this system can tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no speech was heard in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no window manager answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none; the machine was yours all the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not complete within {timeout} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <comment>what a job&apos;s process could reach</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not noted, as the job was not taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not offered at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not rated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not set aside yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not tried: the coordinator does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is suggested here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing of yours, no network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing ran</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing stops it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was earned with this profile yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was measured then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was seen for {patience} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of 1000, by the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of 5, by customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the others cost less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offering</source>
        <comment>state of the program</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offers of yours can be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {day} at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one at a time is all that is allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of {count} cards, see: aitbc-provider gpus</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>one similar card is</source>
        <comment>only {n} similar cards are</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>only {free} GiB are free where the profile is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optimization_target must be one of {targets}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other work was first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paid by customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <comment>state of the program</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>play money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port {port} on {host}: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>problem</source>
        <comment>state of the program</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>process {pid} ({word})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>process {pid} of {user}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>process {pid} on the profile {home}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>process {pid} on the usual profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profile</source>
        <comment>a check</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program</source>
        <comment>a check</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raised {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refuse or unpaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reputation</source>
        <comment>part of a network</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reserved for {name} {hours}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response time was {was} s, promised were {promised} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running, {state}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runtime</source>
        <comment>a check</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schedule must be a mapping of timezone, availability, maintenance_windows and exceptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set aside when it came; not for us, as there was no result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size not told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sla_penalties need a promise that can be missed: promise an availability, or leave them out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slowed down by heat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slowed down by the hardware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slowed down by the power supply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still hangs since an earlier job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped: usually, 95% within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strategy must be one of {strategies}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>supported_models: {names} not installed here, so not published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that name this customer, which anybody may do,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that {buyer} pays for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the UUID of a card, &quot;&quot; for the first one or &quot;none&quot; for the processor only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the X server went away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address is not a valid URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address leads from one to another without end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address leads to one that is not safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address must begin with http:// or https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is larger than {largest} MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the base rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the batch price, {discount} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the built-in engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the built-in engine could not load the model &apos;{name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the card cannot be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the card is reserved for a customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the card was at {heat} °C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the card was slowed down by heat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the chain&apos;s accounts are not at this address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the chain&apos;s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the chain&apos;s escrow look-up is not at this address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the compositor went away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection broke before the answer was complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection hangs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the contract with {client}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the contract with {client} does not apply: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the contract with {client} needs it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the contract&apos;s rate of {price} {unit} for this job is not covered: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the coordinator no longer knows this provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the coordinator&apos;s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the customer cancelled it, or its time was over, before it arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the desktop stopped telling about its windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk does not take the file ({strerror})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk gave an error ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the download has {size} of {whole} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the download is not the file that was announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the driver keeps it at {told} W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the driver lets only an administrator change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the electricity costs as much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the embedded practice network, with play money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the engine was told to stop while it was loading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the engine&apos;s archive cannot be unpacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the engine&apos;s process ended while it was generating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file at its source was changed while it was being downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file breaks off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file breaks off or is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file changed while it was being copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file has {have} bytes, its own table asks for {needed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is larger than the {largest} bytes that were announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is not the one that its SHA-256 is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file must be a GGUF file, its name must end with .gguf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder of models cannot be used: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the hours for downloads must be as &quot;23:00-07:00&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the hours of the tariff must be {allowed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the job needs a text in &apos;{name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the jobs&apos; time would become too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keyring gave an error ({name})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keyring that is set up here would keep the key as plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last of &apos;messages&apos; must be from the user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the link to another card had an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of hosted models cannot be read: any might be hosted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of processes cannot be read ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the manifest cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the manifest does not say when it was published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the manifest is of a kind that this version does not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the manifest lacks its version, its notes or its packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the manifest&apos;s notes are not text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the manifest&apos;s signature is not one of this program&apos;s keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the market at {share} of our range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the marketplace did not answer in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the marketplace&apos;s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the median of {all} votes is {price} {unit} an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the median of {all} votes, {cut} of them outliers, is {price} {unit} an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the message bus does not answer ({member})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the message bus went away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the middle of the market</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model did not write anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the models folder does not hold a model of this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the models would have {too_many} GiB more than the {quota} GiB that they may have{why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of the file must be of letters, digits and . _ + - and begin with a letter or digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name {practice} belongs to the embedded practice network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network asks for a pause of {retry_after} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network did not answer in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network had closed the job as failed before it arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network no longer accepts the client token. It lasts a day; `aitbc-provider network token` takes a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network&apos;s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the new file is larger than the {most} KiB that get through to the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the new version could not be put in place ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the other version did not pass its self-test on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the owner&apos;s fixed price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the owner&apos;s number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the pace changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the package does not hold this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the payout address must be 0x and 40 hexadecimal digits, or begin with ait1 or aitbc1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the practice model cannot be written: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the premium of {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the price at {demand} demand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the price of a kWh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the price of a kWh, 0 or more, in quotes, as &quot;0.32&quot;; &quot;&quot; for none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the profile {home} is in use by a running provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program ended while sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the prompt has more tokens than the model has room for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the prompt has {counted} tokens, there is room for {room}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the prompt has {size} bytes, the model has room for {room} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the prompt has {size} bytes, the model has room for {trained} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the prompt has {tokens} tokens, there is room for {room}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider id was chosen already; a new id would leave its reputation behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the queue {share} full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the registry cannot be written ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reservation of {client}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the role of a message must be system, user or assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server answered {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server did not give the file (status {status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server did not tell which part it sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server ended early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server is busy (status {status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server sends us away from an encrypted connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server sends us in circles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server sent another part than asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server sent nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server took too long to answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the session&apos;s message bus went away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the settings name {active}, which is not among the networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the signed manifest cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source answered with status {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source cannot be read, or not be made into this format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source could not be compared with what it had sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source gave up {failures} times in a row: {explanation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source gives this file to its own users only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source holds no sound that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source is larger than {largest} MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source is neither sound nor film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source is no address that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source is not on the public internet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source is packed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source leads from one address to another without end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source leads nowhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source leads to no address that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source must be an address of at most 2000 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source must begin with http:// or https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source sent more than it had told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source took longer than {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source&apos;s address has no plain host name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source&apos;s address holds characters that no address has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source&apos;s host is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the source&apos;s port is not one for web pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the transcription broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the unit must be up to 12 letters and digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the user {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the version before is not here any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the window is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {program} program could not be started: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {program} program ended at its start: {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {program} program said something that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {program} program was not ready within {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no file {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no model &apos;{name}&apos; in the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no model for the built-in engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no session message bus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no setting {unknown}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such file at this address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no system message bus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this X server does not count idle time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this X server has no SYNC extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this card&apos;s limit cannot be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this check broke on an internal error ({kind})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this compositor does not tell whether somebody is there (ext-idle-notify)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer cannot be woken by a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer has no battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer has no input devices that a program may see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this desktop does not tell which Wayland windows fill the screen; X programs, most games among them, are seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this installation is not updated by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is a Wayland session, where X11 sees only a part of what you do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is no GNOME session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is no Wayland session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is not the time to measure: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this program cannot ask this system for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this program keeps no books to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this program&apos;s memory, until it ends: no keyring can be used here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this provider is in no swarm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this session has no keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this session may not set an alarm; a local login with systemd 254 or newer may</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this system cannot swap two folders in one step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this system has no Run key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this system lets no program do that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>those there are: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tier {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tiers must name at least one tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tiers: a tier&apos;s name must be a text of 1 to {name_length} printable characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time of day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>times given back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timezone must be an IANA name such as Europe/Vienna or UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to other days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token_rate must be a number above 0, or None when it is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too large for this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too little</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trust score {score} of 1000, {completed} jobs completed, {failed} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unpaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version {version} is not newer than {current}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version {version} is offered, although {highest} was before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version {version} was tried on this machine and did not stay up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state of the program</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits until {name} is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>watts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what a job wrote is deleted when the days that you chose for it are over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what answers at Ollama&apos;s address is not Ollama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what answers there is no server with OpenAI&apos;s API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what answers there is not Ollama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what one AITBC is worth, above 0, in quotes, as &quot;0.05&quot;; &quot;&quot; where it is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the electricity costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the source sent is no model file: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with penalties</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works: payments can be checked before work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yielding</source>
        <comment>state of the program</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you have none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your files and network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your network only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your price an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours is {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} °C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount}% fan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{asked} are more than the {there} that this card has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{availability} promised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{best}; with more {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{completed} of {ended}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{credited} {unit}, as the network says it released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cut} of {all} votes are too far from the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{failed} of the last {all} jobs failed. Most often: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{fee} {unit} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} must be a number of 0 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} must be a whole number from 1 to 1000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} must be one of {priority}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} must be one of {support}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{full} of the card&apos;s {there} are reserved for others in that time; {asked} more do not fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{have} are deleted. It can be fetched again, from its beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{have} of {all} GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{have}{whole}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{home} can be written, {free} GiB are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{home} cannot be locked ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{home} cannot be written ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} at {percent}% of your price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hour}:{minute}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hour}:{minute}:{second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{jobs} written to {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keyring} keeps the miner key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} an hour at every demand: the electricity costs as much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} an hour up to {threshold} demand, then in a straight line to {high} at full demand; changed at most every {interval} min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{market} offers for the same class of card, median {middle} an hour; your offered time was {used} at work and {credited} were credited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{market} offers for the same class of card, median {middle} an hour; your offered time was {used} at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{marks} cannot be read ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{marks} cannot be written ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{member} gave nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{memory} of GPU memory reserved until {day} {time} UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{memory} of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{memory} of the card stay free for {client_id} from {begins} to {begins2}; jobs of others that need them are handed back.{fee}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min of sound or film done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{missing} GiB are to come and {free} GiB are free, of which {reserve} GiB stay free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} earned {per_hour} an hour of the card in {jobs} jobs, {model2} {per_hour2} in {jobs2}; your offered time was {used} at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} writes {one} tokens/s for one job, {most} tokens/s for {count} at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} writes {one} tokens/s for one job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{named} {low} to {high}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} answered {accuracy} of your {count} questions rightly; required are {needed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} at {url}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can be fetched from {host} ({size} MB).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot go on with a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not have this model now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not know {unknown}; it must be a mapping of {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not take {source} as a model that writes text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} fills the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no model loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no model {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has {there} GB, more than this card can hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is being downloaded in the background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is being fetched …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is being fetched: {far}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no longer fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is removed; {free} are free again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} keeps the screen awake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} looks after its models itself: add them there; they are offered here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be True or False</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be a duration such as 15min, 24h or 30d, from {allowed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be a mapping of {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be a number from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be a text of 1 to {longest} printable characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be a time with its zone, such as 2026-12-24T18:00:00+01:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be a whole number from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be one of {allowed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} must be {allowed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} needs {memory} GB of GPU memory, and there is no graphics card here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} needs {memory} GB of GPU memory; this card has {there} GB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} runs on another computer: add models there; they are offered here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} runs the models that it knows, not files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was not fetched to its end: {far} are here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was stopped by you: {far} are here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was thrown away; {free} are free again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name} with {n} model: {models}</source>
        <comment>{name} with {n} models: {models}</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{name} {waits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} {waits}: {far} are here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, found by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {credited} {unit} credited for {jobs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {said} claimed, {seen} measured; the measured value is published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{news} Install it with: sudo apt install {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{news} It is installed as soon as no job runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} kWh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} correction</source>
        <comment>{n} corrections</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} job</source>
        <comment>{n} jobs</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} job at a time</source>
        <comment>{n} jobs at a time</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} job differs between these books and the network&apos;s; the reconciliation on Earnings explains each</source>
        <comment>{n} jobs differ between these books and the network&apos;s; the reconciliation on Earnings explains each</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} job in the queue</source>
        <comment>{n} jobs in the queue</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} job is together and the hour is quiet</source>
        <comment>{n} jobs are together and the hour is quiet</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} job of the last days asked for models that are not here, most often {model}.</source>
        <comment>{n} jobs of the last days asked for models that are not here, most often {model}.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} job running</source>
        <comment>{n} jobs running</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} later entry</source>
        <comment>{n} later entries</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} model offered</source>
        <comment>{n} models offered</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} model; used once this is saved.</source>
        <comment>{n} models; used once this is saved.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more job running</source>
        <comment>{n} more jobs running</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} offer of yours can be seen by everybody.</source>
        <comment>{n} offers of yours can be seen by everybody.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} result</source>
        <comment>{n} results</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} similar card asks {low} to {high} {unit} an hour; this is the middle.</source>
        <comment>{n} similar cards ask {low} to {high} {unit} an hour; this is the middle.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} token</source>
        <comment>{n} tokens</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} vote for this card; {least} are needed</source>
        <comment>{n} votes for this card; {least} are needed</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{offered}; jobs of the last days asked for {model} most often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{offered}; none was asked for lately.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be made ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be opened ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read ({strerror})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be removed ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written ({strerror})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is damaged or from a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is from a newer version: it is used as far as it is known, changes are not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was written by a newer version of this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, sealed with the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pause} s of rest between jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent}% busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{price} an hour; nobody offers a similar card, and of all {count} other offers {share} cost less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{price} an hour; there are too few other offers to compare it with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{price} an hour; {share} of {count} other offers of a similar card cost less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program}: earnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{prompt_tokens} read, {tokens} written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} on {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} {unit} an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}; within your limits that is {limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{restart}, or install the driver again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}, and a miner key cannot read whether you have one; without one only those jobs stay away. To see it here, paste a client token with `aitbc-provider network token`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}, and {have}: those jobs never come, all others do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}. Whether you have one cannot be read now: {why} Without one only those jobs stay away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}: back to the usual.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}: counts at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}; you have one ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}; you have one of {held} ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{runtime} broke off: {explanation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{runtime} cannot be reached: {explanation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{runtime} is a program of its own, which gets the text of a job: it may do what it is set up for, and cannot be shut in from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{said}; what is installed is offered: {installed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{says} … It goes on when this window is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{says} … You may go on meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seen} were watched the last time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{setting}: changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} availability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of the card&apos;s memory were in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of the jobs declined for want of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of the jobs delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of the slots at work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} MiB of free disk are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} cannot be put among the models ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} is not a GGUF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{terms} are reserved for {client_id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tier}, “{column}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} on {day} {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} (over), {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tokens_per_s} tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tokens} of {max_tokens} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{trial} at once did best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit} an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unit}, play money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unwatched} hours of the day were not watched, and are not offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} GiB used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} GiB used, ours {ours} GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{usual} {unit} an hour is a usual start; no market could be asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{usual} {unit} an hour is a usual start; {few} listed to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{version} is no version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday} {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday} {day} {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday} {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday}, {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is 0 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is a number, such as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is at most {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is one line of plain characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} must be an address that begins with https://, not {url}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} must begin with https://: without it the key and every prompt could be read on the way (http:// is for this machine itself only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} runs in a process of its own; this program fetches the file, from public places only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}, in {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} does not know {unknown}; it takes {allowed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must be a number of degrees Celsius from 40 to 110</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must be a percentage from 1% to 100%, as &quot;85%&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must be a time from 1s to 1d, as &quot;30s&quot; or &quot;5min&quot;{or_else}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must hold a date and hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must hold days (or a day) and hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must hold rate_per_hour, max_jobs, priority and support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must hold times from 00:00 to 24:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must look like 09:00-17:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} must not begin and end at the same time; the whole day is 00:00-24:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}.date must look like 2026-12-24</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}.days must name days of the week: {days}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}.hours must be hours, a list of them, or empty for a day off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asks for a key, and the one given is missing or wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} began its answer anew instead of going on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} broke off before its answer was complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} cannot be reached: no connection could be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} did not give the card&apos;s memory back. {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} does not have this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} ended its answer for a reason of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} gave an answer that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} is not ready (status {status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} might need any of them: its customer has not asked for a model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} refused the request (status {status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} reported an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} reported an error while it was generating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} said nothing for too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} sent something that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}&apos;s answer broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why}: the miner key is asked for in each session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} ({status})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} at {percent} of your price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{year}-{month}-{day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{page}” cannot be saved as it is; it is explained there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{typed}” can mean {whole} or {part}. Write the one that you mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{typed}” is no number. Write it like {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ a job ended   ┊ given back to you   │ an alert</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
