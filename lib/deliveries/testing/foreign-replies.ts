/** Refusals and deferrals as other receivers give them; none of them is Apple's. */
export const FOREIGN_REPLIES: { host: string | null; reply: string; recipient: string }[] = [
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550-5.1.1 unnecessary spaces. For more information, go to 550 5.1.1  https://support.google.com/mail/?p=NoSuchUser a1-20020a05600c0a0100b003f1si1234567wmq.12 - gsmtp",
    recipient: 'someone@gmail.com',
  },
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      "452-4.2.2 The recipient's inbox is out of storage space. Please direct the 452-4.2.2 recipient to 452 4.2.2  https://support.google.com/mail/?p=OverQuotaTemp b2-20020a5d4402000000b0033si2345678wrq.34 - gsmtp",
    recipient: 'someone@gmail.com',
  },
  {
    host: 'alt1.gmail-smtp-in.l.google.com',
    reply:
      '552-5.2.2 The email account that you tried to reach is over quota and inactive. Please direct the recipient to 552 5.2.2  https://support.google.com/mail/?p=OverQuotaPerm c3-20020a1709063a03si3456789ejd.56 - gsmtp',
    recipient: 'someone@gmail.com',
  },
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      '550-5.7.1 [192.0.2.25      12] Our system has detected that this message is 550-5.7.1 likely unsolicited mail. To reduce the amount of spam sent to Gmail, 550-5.7.1 this message has been blocked. Please visit 550-5.7.1  https://support.google.com/mail/?p=UnsolicitedMessageError 550 5.7.1  for more information. d4-20020a05640204c4si4567890edw.78 - gsmtp',
    recipient: 'someone@gmail.com',
  },
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      '421-4.7.0 [198.51.100.14      15] Our system has detected an unusual rate of 421-4.7.0 unsolicited mail originating from your IP address. To protect our 421-4.7.0 users from spam, mail sent from your IP address has been temporarily 421-4.7.0 rate limited. Please visit 421-4.7.0  https://support.google.com/mail/?p=UnsolicitedRateLimitError to 421 4.7.0 review our Bulk Email Senders Guidelines. e5si567890wri.90 - gsmtp',
    recipient: 'someone@gmail.com',
  },
  {
    host: 'alt2.gmail-smtp-in.l.google.com',
    reply:
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. 550-5.7.26  Authentication results: 550-5.7.26  DKIM = did not pass 550-5.7.26  SPF [example.org] with ip: [203.0.113.7] = did not pass 550 5.7.26  https://support.google.com/mail/answer/81126#authentication f6si678901edb.12 - gsmtp',
    recipient: 'someone@gmail.com',
  },
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      "550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's 550-5.7.26 DMARC policy. Please contact the administrator of example.org domain if 550-5.7.26 this was a legitimate mail. 550 5.7.26  https://support.google.com/mail/?p=DmarcRejection g7si789012ejc.34 - gsmtp",
    recipient: 'someone@gmail.com',
  },
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      '550-5.7.25 [192.0.2.31] The IP address sending this message does not have a PTR record setup, or the corresponding forward DNS entry does not match the sending IP. As a policy, Gmail does not accept messages from IPs with missing PTR records. 550 5.7.25 https://support.google.com/mail/answer/81126#ip-practices h8si890123wmb.56 - gsmtp',
    recipient: 'someone@gmail.com',
  },
  {
    host: 'alt3.gmail-smtp-in.l.google.com',
    reply:
      '550-5.7.1 [2001:db8::25] Gmail has detected that this message does not meet IPv6 sending guidelines regarding PTR records and authentication. 550 5.7.1  https://support.google.com/mail/?p=IPv6AuthError i9si901234edq.78 - gsmtp',
    recipient: 'someone@gmail.com',
  },
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      '450-4.2.1 The user you are trying to contact is receiving mail at a rate that 450-4.2.1 prevents additional messages from being delivered. Please resend your 450-4.2.1 message at a later time. 450 4.2.1  https://support.google.com/mail/?p=ReceivingRate j10si12345ejx.90 - gsmtp',
    recipient: 'someone@gmail.com',
  },
  {
    host: 'aspmx.l.google.com',
    reply:
      '550 5.2.1 The email account that you tried to reach is inactive. Learn more at https://support.google.com/mail/?p=DisabledUser k11si23456wrc.11 - gsmtp',
    recipient: 'someone@example.com',
  },
  {
    host: 'aspmx.l.google.com',
    reply:
      '550-5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent. Please contact your domain administrator for further details. For more information, please visit 550 5.7.1 https://support.google.com/a/answer/172179 l12si34567edt.22 - gsmtp',
    recipient: 'someone@example.org',
  },
  {
    host: 'alt1.aspmx.l.google.com',
    reply:
      '552-5.7.0 This message was blocked because its content presents a potential 552-5.7.0 security issue. Please visit 552-5.7.0  https://support.google.com/mail/?p=BlockedMessage to review our 552 5.7.0 message content and attachment content guidelines. m13si45678ejs.33 - gsmtp',
    recipient: 'someone@example.net',
  },
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      "552-5.3.4 Your message exceeded Google's message size limits. To view our message size guidelines, go to 552 5.3.4  https://support.google.com/mail/?p=MaxSizeError n14si56789wmi.44 - gsmtp",
    recipient: 'someone@gmail.com',
  },
  {
    host: 'gmail-smtp-in.l.google.com',
    reply:
      "421-4.7.29 Your email has been rate limited because this message wasn't sent over a TLS connection. 421 4.7.29 https://support.google.com/mail/answer/81126#tls q17si89012wrf.77 - gsmtp",
    recipient: 'someone@gmail.com',
  },
  {
    host: 'example-com.mail.protection.outlook.com',
    reply:
      '550 5.4.1 Recipient address rejected: Access denied. For more information see https://aka.ms/EXOSmtpErrors [AM4PEPF00027A60.eurprd04.prod.outlook.com 2024-05-14T09:12:33.120Z 08DC73B1A2B3C4D5]',
    recipient: 'someone@example.com',
  },
  {
    host: 'example-org.mail.protection.outlook.com',
    reply: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient someone@example.org not found by SMTP address lookup',
    recipient: 'someone@example.org',
  },
  {
    host: 'example-net.mail.protection.outlook.com',
    reply:
      '550 5.7.606 Access denied, banned sending IP [192.0.2.77]. To request removal from this list please visit https://sender.office.com/ and follow the directions. For more information please go to http://go.microsoft.com/fwlink/?LinkID=526655 AS(1430)',
    recipient: 'someone@example.net',
  },
  {
    host: 'example-com.mail.protection.outlook.com',
    reply:
      '550 5.7.1 Service unavailable, Client host [198.51.100.9] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/198.51.100.9 (AS3130). [DB5PEPF00014B8C.eurprd02.prod.outlook.com]',
    recipient: 'someone@example.com',
  },
  {
    host: 'example-org.mail.protection.outlook.com',
    reply:
      '550 5.7.509 Access denied, sending domain example.net does not pass DMARC verification and has a DMARC policy of reject. [VE1EUR03FT012.eop-EUR03.prod.protection.outlook.com]',
    recipient: 'someone@example.org',
  },
  {
    host: 'example-net.mail.protection.outlook.com',
    reply:
      '451 4.7.500 Server busy. Please try again later from [203.0.113.44]. (S77719) [HE1EUR01FT049.eop-EUR01.prod.protection.outlook.com]',
    recipient: 'someone@example.net',
  },
  {
    host: 'example-com.mail.protection.outlook.com',
    reply:
      '451 4.7.650 The mail server [192.0.2.60] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://aka.ms/postmaster (S775) [BN1NAM02FT017.eop-nam02.prod.protection.outlook.com]',
    recipient: 'someone@example.com',
  },
  {
    host: 'example-com.mail.protection.outlook.com',
    reply:
      '550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.23 SPF validation failed',
    recipient: 'someone@example.com',
  },
  {
    host: 'example-edu.mail.protection.outlook.com',
    reply: '550 5.7.64 TenantAttribution; Relay Access Denied [AM0EUR02FT004.eop-EUR02.prod.protection.outlook.com]',
    recipient: 'someone@example.edu',
  },
  {
    host: 'example-org.mail.protection.outlook.com',
    reply:
      '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group',
    recipient: 'someone@example.org',
  },
  {
    host: 'example-net.mail.protection.outlook.com',
    reply:
      '550 5.2.2 STOREDRV.Deliver; mailbox full. The following information should help identify the cause of this issue: QuotaExceededException',
    recipient: 'someone@example.net',
  },
  {
    host: 'hotmail-com.olc.protection.outlook.com',
    reply:
      "550 5.7.1 Unfortunately, messages from [192.0.2.14] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [AM6EUR05FT038.eop-eur05.prod.protection.outlook.com]",
    recipient: 'someone@hotmail.com',
  },
  {
    host: 'outlook-com.olc.protection.outlook.com',
    reply:
      "550 5.7.1 Unfortunately, messages from [198.51.100.90] weren't sent. Part of their network is on our block list [S3140]. Refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors.",
    recipient: 'someone@outlook.com',
  },
  {
    host: 'outlook-com.olc.protection.outlook.com',
    reply:
      '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [DB8EUR06FT064.eop-eur06.prod.protection.outlook.com 08DC4F5E6D7C8B9A]',
    recipient: 'someone@outlook.com',
  },
  {
    host: 'hotmail-com.olc.protection.outlook.com',
    reply:
      "421 RP-001 (SNT004-MC2F19) Unfortunately, some messages from 203.0.113.8 weren't sent. Please try again. We have limits for how many messages can be sent per hour and per day. You can also refer to http://mail.live.com/mail/troubleshooting.aspx#errors.",
    recipient: 'someone@hotmail.com',
  },
  {
    host: 'outlook-com.olc.protection.outlook.com',
    reply:
      "550 DY-001 (BAY004-MC5F12) Unfortunately, messages from 198.51.100.201 weren't sent. Please contact your Internet service provider. You can tell them that Hotmail does not relay dynamically-assigned IP ranges.",
    recipient: 'someone@outlook.com',
  },
  {
    host: 'outlook-com.olc.protection.outlook.com',
    reply:
      "550 5.7.515 Access denied, sending domain EXAMPLE.ORG does not meet the required authentication level. The sender's domain in the 5322.From address doesn't meet the authentication requirements defined for the sender. Spf= Fail , Dkim= Fail , DMARC= None",
    recipient: 'someone@outlook.com',
  },
  {
    host: 'hotmail-com.olc.protection.outlook.com',
    reply:
      '552 5.2.2 Mailbox full; the recipient has exceeded the storage assigned (S2017062303). [VI1EUR04FT022.eop-eur04.prod.protection.outlook.com]',
    recipient: 'someone@hotmail.com',
  },
  {
    host: 'mta5.am0.yahoodns.net',
    reply:
      '554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://postmaster.yahooinc.com/error-codes',
    recipient: 'someone@yahoo.com',
  },
  {
    host: 'mta6.am0.yahoodns.net',
    reply:
      '421 4.7.0 [TSS04] Messages from 192.0.2.10 temporarily deferred due to unexpected volume or user complaints; see https://postmaster.yahooinc.com/error-codes',
    recipient: 'someone@yahoo.com',
  },
  {
    host: 'mta7.am0.yahoodns.net',
    reply:
      '421 4.7.1 [TS03] All messages from 198.51.100.20 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes',
    recipient: 'someone@aol.com',
  },
  {
    host: 'mta5.am0.yahoodns.net',
    reply:
      '421 4.7.0 [TSS05] Messages from 203.0.113.30 temporarily deferred due to unexpected volume or user complaints; see https://postmaster.yahooinc.com/error-codes',
    recipient: 'someone@yahoo.com',
  },
  {
    host: 'mta6.am0.yahoodns.net',
    reply:
      '421 4.7.0 [TS01] Messages from 192.0.2.11 temporarily deferred due to excessive user complaints; see http://postmaster.yahoo.com/421-ts01.html',
    recipient: 'someone@yahoo.com',
  },
  {
    host: 'mta7.am0.yahoodns.net',
    reply:
      "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.12, because the ip is in Spamhaus's list; see https://postmaster.yahooinc.com/error-codes",
    recipient: 'someone@yahoo.com',
  },
  {
    host: 'mta5.am0.yahoodns.net',
    reply:
      '553 5.7.2 [TSS09] All messages from 198.51.100.33 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes',
    recipient: 'someone@yahoo.com',
  },
  {
    host: 'mta6.am0.yahoodns.net',
    reply: '552 1 Requested mail action aborted, mailbox not found',
    recipient: 'someone@yahoo.com',
  },
  {
    host: 'mta7.am0.yahoodns.net',
    reply:
      "554 delivery error: dd This user doesn't have a yahoo.com account (someone@yahoo.com) [0] - mta4123.mail.bf1.yahoo.com",
    recipient: 'someone@yahoo.com',
  },
  {
    host: 'mx-aol.mail.gm0.yahoodns.net',
    reply: '554 delivery error: dd Not a valid recipient - atlas105.aol.mail.bf1.yahoo.com',
    recipient: 'someone@aol.com',
  },
  {
    host: 'mx-aol.mail.gm0.yahoodns.net',
    reply: '552 5.2.2 someone@aol.com mailbox is over quota (#5.2.2) - atlas210.aol.mail.ne1.yahoo.com',
    recipient: 'someone@aol.com',
  },
  {
    host: 'mta5.am0.yahoodns.net',
    reply: '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
    recipient: 'someone@yahoo.com',
  },
  { host: 'mta6.am0.yahoodns.net', reply: '451 Message temporarily deferred - [160]', recipient: 'someone@yahoo.com' },
  {
    host: 'mta7.am0.yahoodns.net',
    reply: '554 5.0.0 [HVU:B2] http://postmaster.info.example.net/errors/554hvub2.html',
    recipient: 'someone@ymail.com',
  },
  {
    host: 'mx-aol.mail.gm0.yahoodns.net',
    reply: '421 4.7.1 : (DYN:T1) https://postmaster.aol.com/error-codes#421dynt1',
    recipient: 'someone@aol.com',
  },
  {
    host: 'mx-eu.mail.am0.yahoodns.net',
    reply:
      '550 5.7.1 Unauthenticated email not accepted: domain example.org fails both SPF and DKIM alignment [AUTH02]',
    recipient: 'someone@yahoo.co.uk',
  },
  {
    host: 'mx00.gmx.net',
    reply:
      '554-gmx.net (mxgmx015) Nemesis ESMTP Service not available 554-No SMTP service 554-IP address is black listed. 554 For explanation visit https://postmaster.gmx.net/en/error-messages?ip=192.0.2.51&c=bl',
    recipient: 'someone@gmx.de',
  },
  {
    host: 'mx01.gmx.net',
    reply:
      '550-Requested action not taken: mailbox unavailable 550 For explanation visit https://postmaster.gmx.net/en/case?c=r0105&i=ip&v=198.51.100.51&r=1MkHMZ-1tB0aa00bb-00m0cc',
    recipient: 'someone@gmx.net',
  },
  {
    host: 'mx00.gmx.net',
    reply:
      '554-Transaction failed 554-Reject due to policy restrictions. 554 For explanation visit https://postmaster.gmx.net/en/case?c=hi&i=ip&v=203.0.113.51&r=0Mab12-1aBcDe3F4G-00Hijk',
    recipient: 'someone@gmx.at',
  },
  {
    host: 'mx01.gmx.net',
    reply:
      '421-gmx.net (mxgmx103) Nemesis ESMTP Service not available 421-Service closing transmission channel 421-Temporarily rate limited 421 For explanation visit https://postmaster.gmx.net/en/error-messages?ip=192.0.2.52&c=rate',
    recipient: 'someone@gmx.de',
  },
  {
    host: 'mx00.gmx.net',
    reply:
      '552-Requested mail action aborted: exceeded storage allocation 552-Quota exceeded. The recipients mailbox is full. 552 For explanation visit https://postmaster.gmx.net/en/error-messages',
    recipient: 'someone@gmx.ch',
  },
  {
    host: 'mx-ha02.web.de',
    reply:
      '554-web.de (mxweb112) Nemesis ESMTP Service not available 554-No SMTP service 554-Bad DNS PTR resource record. 554 For explanation visit https://postmaster.web.de/de/error-messages?ip=192.0.2.53&c=rdns',
    recipient: 'someone@web.de',
  },
  {
    host: 'mx-ha03.web.de',
    reply:
      '550-Requested action not taken: mailbox unavailable 550-Reject due to SPF policy. 550 For explanation visit https://postmaster.web.de/de/case?c=r0601&i=ip&v=198.51.100.53',
    recipient: 'someone@web.de',
  },
  {
    host: 'mx-ha02.web.de',
    reply:
      '550-Requested mail action not taken: mailbox unavailable 550 invalid DNS MX or A/AAAA resource record for the sender domain',
    recipient: 'someone@web.de',
  },
  {
    host: 'mx-ha03.web.de',
    reply:
      '452-Requested action not taken: insufficient system storage 452 For explanation visit https://postmaster.web.de/de/error-messages',
    recipient: 'someone@web.de',
  },
  {
    host: 'mx00.ionos.de',
    reply:
      '550-Requested action not taken: mailbox unavailable 550 For explanation visit https://www.ionos.com/help/index.php?id=2425&ip=192.0.2.54&c=nf',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx01.kundenserver.de',
    reply:
      '554-perfora.net (mxeue003) Nemesis ESMTP Service not available 554-No SMTP service 554 invalid DNS PTR resource record, IP=203.0.113.54',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx00.1and1.com',
    reply:
      '554-Transaction failed 554-Reject due to local policy. 554 For explanation visit http://postmaster.1and1.com/en/error-messages?ip=198.51.100.54&c=policy',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx01.ionos.co.uk',
    reply: '451-Requested action aborted: local error in processing 451 Greylisted, please try again in 300 seconds',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx00.t-online.de',
    reply:
      '554 IP=192.0.2.55 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)',
    recipient: 'someone@t-online.de',
  },
  {
    host: 'mx01.t-online.de',
    reply:
      '550-5.7.0 Message considered as spam or virus, rejected 550-5.7.0 Message contents: X-TOI-MSGID 550 5.7.0 Please contact your postmaster',
    recipient: 'someone@t-online.de',
  },
  { host: 'mx02.t-online.de', reply: '550 unknown recipient someone@t-online.de', recipient: 'someone@t-online.de' },
  {
    host: 'mx03.t-online.de',
    reply: '552 5.2.2 Requested mail action aborted: mailbox of the recipient exceeded its storage allocation',
    recipient: 'someone@t-online.de',
  },
  {
    host: 'mx00.t-online.de',
    reply: '421 IP=198.51.100.55 - Too many connections at the same time from your host, please reduce. (CL)',
    recipient: 'someone@t-online.de',
  },
  { host: 'mx1.comcast.net', reply: '550 5.1.1 Not our Customer', recipient: 'someone@comcast.net' },
  {
    host: 'mx2.comcast.net',
    reply:
      '554 resimta-c1p-039101.sys.comcast.net resimta-c1p-039101.sys.comcast.net 192.0.2.56 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000001',
    recipient: 'someone@comcast.net',
  },
  {
    host: 'mx1.mxge.comcast.net',
    reply:
      '421 resimta-a2p-601822.sys.comcast.net Throttled - try again later. Please see http://postmaster.comcast.net/smtp-error-codes.php#RL000010',
    recipient: 'someone@comcast.net',
  },
  {
    host: 'mx2.mxge.comcast.net',
    reply:
      '421-4.1.0 203.0.113.56 Throttled - too many sessions open. Please see http://postmaster.comcast.net/smtp-error-codes.php#RL000001',
    recipient: 'someone@comcast.net',
  },
  {
    host: 'mx1.comcast.net',
    reply: '552 5.2.2 someone@comcast.net mailbox full, account over quota',
    recipient: 'someone@comcast.net',
  },
  {
    host: 'mx2.comcast.net',
    reply:
      '550 5.2.0 Message rejected due to DMARC. Please see http://postmaster.comcast.net/smtp-error-codes.php#DM000001',
    recipient: 'someone@comcast.net',
  },
  {
    host: 'mx1.comcast.net',
    reply:
      '554 resimta-h1p-037553.sys.comcast.net No PTR record found for 192.0.2.57, see http://postmaster.comcast.net/smtp-error-codes.php#RDNS1',
    recipient: 'someone@comcast.net',
  },
  {
    host: 'al-ip4-mx-vip1.prodigy.net',
    reply: '553 5.3.0 flpd577 DNSBL:ATTRBL 521< 192.0.2.58 >_is_blocked.__For information see https://att.net/blocks',
    recipient: 'someone@att.net',
  },
  {
    host: 'ff-ip4-mx-vip2.prodigy.net',
    reply:
      '550 5.7.1 Connections not accepted from servers without a valid sender domain.alph738 Fix reverse DNS for 198.51.100.58',
    recipient: 'someone@sbcglobal.net',
  },
  {
    host: 'al-ip4-mx-vip2.prodigy.net',
    reply:
      '553 5.3.0 alph764 DNSBL:RBLDNS 521< 203.0.113.58 >_is_blocked. Forward this error to abuse_rbl@abuse-att.net',
    recipient: 'someone@bellsouth.net',
  },
  {
    host: 'ff-ip4-mx-vip1.prodigy.net',
    reply: '421 4.7.1 flpd102 Too many connections from your mail server; slow down',
    recipient: 'someone@att.net',
  },
  {
    host: 'cxr.mx.a.cloudfilter.net',
    reply:
      '554 cmsmtp [192.0.2.59] Blocked - refer to https://postmaster.cox.net/confluence/display/postmaster/Error+Codes AUP#CXBL',
    recipient: 'someone@cox.net',
  },
  {
    host: 'cxr.mx.a.cloudfilter.net',
    reply: '421 cmsmtp 198.51.100.59 Too many sessions - try again later. AUP#CXCNCT',
    recipient: 'someone@cox.net',
  },
  {
    host: 'cxr.mx.a.cloudfilter.net',
    reply: '550 5.1.0 cmsmtp Mail contained a URL rejected by SURBL. AUP#CXSURBL',
    recipient: 'someone@cox.net',
  },
  {
    host: 'pkvw-mx.msg.pkvw.co.charter.net',
    reply: '550 5.1.1 <someone@charter.net> recipient does not exist here. (AUP-1450)',
    recipient: 'someone@charter.net',
  },
  {
    host: 'mx0.charter.net',
    reply:
      '554 impin021 Charter - blocked from sending. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes Code: E1110 ip 203.0.113.59',
    recipient: 'someone@charter.net',
  },
  {
    host: 'smtp-in.orange.fr',
    reply: '550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]',
    recipient: 'someone@orange.fr',
  },
  {
    host: 'smtp-in.orange.fr',
    reply:
      '421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR004_104 [104]',
    recipient: 'someone@orange.fr',
  },
  {
    host: 'smtp-in.orange.fr',
    reply: '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]',
    recipient: 'someone@wanadoo.fr',
  },
  {
    host: 'smtp-in.orange.fr',
    reply: '554 5.7.1 Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_999 [999]',
    recipient: 'someone@orange.fr',
  },
  {
    host: 'mx1.free.fr',
    reply: '550 5.7.1 spam detected (see http://postmaster.free.fr/)',
    recipient: 'someone@free.fr',
  },
  {
    host: 'mx2.free.fr',
    reply: '451 too many errors from your ip (192.0.2.63), please visit http://postmaster.free.fr/',
    recipient: 'someone@free.fr',
  },
  {
    host: 'mx1.free.fr',
    reply: '550 5.1.1 <someone@free.fr>: Recipient address rejected: User unknown in relay recipient table',
    recipient: 'someone@free.fr',
  },
  {
    host: 'mx2.free.fr',
    reply: '451 4.7.1 <someone@free.fr>: Recipient address rejected: Greylisted by Free, retry in 5 minutes',
    recipient: 'someone@free.fr',
  },
  {
    host: 'smtp-in.sfr.fr',
    reply:
      '554 5.7.1 <unknown[198.51.100.63]>: Client host rejected: Adresse IP source bloquee pour incident de spam. LPN007_401',
    recipient: 'someone@sfr.fr',
  },
  {
    host: 'smtp-in.sfr.fr',
    reply: '550 5.1.1 Adresse destinataire inconnue, unknown user SFR_0311',
    recipient: 'someone@neuf.fr',
  },
  {
    host: 'smtp-in.sfr.fr',
    reply: '421 4.7.0 Debit trop eleve depuis 203.0.113.63, too many messages. LPN007_504',
    recipient: 'someone@sfr.fr',
  },
  {
    host: 'smtp4.laposte.net',
    reply: '550 5.7.1 Service refuse. Veuillez verifier votre liste de diffusion. LPN007_510 (mlpnf0106)',
    recipient: 'someone@laposte.net',
  },
  {
    host: 'smtp4.laposte.net',
    reply: '552 5.2.2 Boite aux lettres pleine, mailbox full LPN105_4 (mlpnf0114)',
    recipient: 'someone@laposte.net',
  },
  {
    host: 'smtp4.laposte.net',
    reply: '450 4.3.2 Too many connections from 192.0.2.64 LPN006_104, essayez plus tard',
    recipient: 'someone@laposte.net',
  },
  {
    host: 'smtp-in.libero.it',
    reply:
      '550 5.7.1 [smtp-19.iol.local; LIB_102] Message rejected for spam or virus content. See https://www.libero.it/errors',
    recipient: 'someone@libero.it',
  },
  {
    host: 'smtp-in.libero.it',
    reply: '421 smtp-03.iol.local smtp-03.iol.local IP 198.51.100.64 blocked for too many invalid recipients [irn]',
    recipient: 'someone@libero.it',
  },
  {
    host: 'smtp-in.libero.it',
    reply: '552 RCPT TO:<someone@libero.it> Mailbox disk quota exceeded [LIB_722]',
    recipient: 'someone@libero.it',
  },
  {
    host: 'smtp-in.virgilio.it',
    reply: '554 smtp-27.iol.local ESMTP server not available from your IP 203.0.113.64 [VIR_201]',
    recipient: 'someone@virgilio.it',
  },
  {
    host: 'mx.tim.it',
    reply: '550 5.7.1 mail rejected, sender listed in internal reputation database [AC12]',
    recipient: 'someone@alice.it',
  },
  {
    host: 'mxs.mail.ru',
    reply:
      '550 Message was not accepted -- invalid mailbox.  Local mailbox someone@mail.ru is unavailable: user not found',
    recipient: 'someone@mail.ru',
  },
  {
    host: 'mxs.mail.ru',
    reply:
      '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=AbCdEf0123456789 or report details to abuse@corp.mail.ru. Error code: 0A1B2C3D.',
    recipient: 'someone@mail.ru',
  },
  {
    host: 'mxs.mail.ru',
    reply: '451 DNSBL: your IP 192.0.2.65 is listed, try again later. Visit https://help.mail.ru/mail-help/postmaster',
    recipient: 'someone@bk.ru',
  },
  {
    host: 'mxs.mail.ru',
    reply:
      '550 Domain example.org rejects mail without a valid signature by its DMARC policy. Read more: https://help.mail.ru/mail-help/postmaster/dmarc',
    recipient: 'someone@inbox.ru',
  },
  {
    host: 'mx.yandex.ru',
    reply: '550 5.7.1 No such user! 1715677890-aBcDeF12Gh-iJkLmN34',
    recipient: 'someone@yandex.ru',
  },
  {
    host: 'mx.yandex.ru',
    reply: '554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc 1715678001-Qw1eRtY2ui-Op3aSd4f',
    recipient: 'someone@yandex.ru',
  },
  {
    host: 'mx.yandex.ru',
    reply: '451 4.7.1 Sorry, the service is currently unavailable. Please come back later. 1715678122-Zx5cVb6nMm',
    recipient: 'someone@yandex.com',
  },
  {
    host: 'mx.yandex.net',
    reply:
      "550 5.7.1 Policy rejection on the target address: sender not permitted by the organization's rules 1715678233-Lk7jHg8f",
    recipient: 'someone@example.com',
  },
  {
    host: 'mx.yandex.ru',
    reply: '452 4.2.2 Mailbox size limit exceeded 1715678344-Po9iUy0t',
    recipient: 'someone@yandex.ru',
  },
  {
    host: 'mx1.seznam.cz',
    reply: '550 5.1.1 Sorry, no mailbox here by that name. Bohuzel, schranka s timto jmenem neexistuje. (#5.1.1)',
    recipient: 'someone@seznam.cz',
  },
  {
    host: 'mx2.seznam.cz',
    reply: '554 5.7.1 Refused as spam. Zprava byla odmitnuta jako spam, viz https://o-seznam.cz/napoveda/email',
    recipient: 'someone@seznam.cz',
  },
  {
    host: 'mx1.seznam.cz',
    reply: '451 4.7.1 Greylisting in action, please come back later (seznam)',
    recipient: 'someone@email.cz',
  },
  {
    host: 'mx2.seznam.cz',
    reply: '550 5.7.1 Message rejected, SPF hard fail and no valid DKIM for sender domain (example.org)',
    recipient: 'someone@post.cz',
  },
  {
    host: 'mx.wp.pl',
    reply: '550 5.1.1 Taki uzytkownik nie istnieje / No such user someone@wp.pl',
    recipient: 'someone@wp.pl',
  },
  {
    host: 'mx.wp.pl',
    reply: '421 4.7.1 Przekroczono limit polaczen z adresu 192.0.2.66 / too many connections; more: http://pomoc.wp.pl',
    recipient: 'someone@wp.pl',
  },
  {
    host: 'mx.wp.pl',
    reply: '554 5.7.1 Polityka antyspamowa: wiadomosc odrzucona / rejected by antispam policy (code 1209)',
    recipient: 'someone@o2.pl',
  },
  {
    host: 'mx.poczta.onet.pl',
    reply: '550 5.1.1 <someone@onet.pl>: Recipient address rejected: User unknown in virtual mailbox table (onet)',
    recipient: 'someone@onet.pl',
  },
  {
    host: 'mx.poczta.onet.pl',
    reply:
      '554 5.7.1 Service unavailable; Client host [198.51.100.66] blocked using rbl.onet.pl; zobacz http://poczta.onet.pl/pomoc',
    recipient: 'someone@op.pl',
  },
  {
    host: 'mx.interia.pl',
    reply: '550 5.7.1 Mail refused, IP 203.0.113.66 on local blacklist. Kontakt: postmaster@interia.pl',
    recipient: 'someone@interia.pl',
  },
  {
    host: 'mx.interia.pl',
    reply: '452 4.2.2 <someone@interia.pl>... Mailbox full / skrzynka przepelniona',
    recipient: 'someone@interia.pl',
  },
  {
    host: 'mx.zoho.com',
    reply: '550 5.1.1 User does not exist - <someone@zohomail.com>',
    recipient: 'someone@zohomail.com',
  },
  {
    host: 'mx2.zoho.com',
    reply: "541 5.4.1 Mail rejected by destination domain's spam settings (Zoho)",
    recipient: 'someone@example.com',
  },
  {
    host: 'mx.zoho.eu',
    reply: '550 5.7.1 Email cannot be delivered. Reason: Email detected as Spam by spam filters',
    recipient: 'someone@example.org',
  },
  {
    host: 'in1-smtp.messagingengine.com',
    reply: '550 5.1.1 <someone@fastmail.com>: Recipient address rejected: User unknown. No such mailbox at Fastmail',
    recipient: 'someone@fastmail.com',
  },
  {
    host: 'in2-smtp.messagingengine.com',
    reply:
      '451 4.7.1 <mail.example.org[198.51.100.67]>: Client host rejected: Greylisted, see https://www.fastmail.help for more info',
    recipient: 'someone@example.com',
  },
  {
    host: 'in1-smtp.messagingengine.com',
    reply: '552 5.2.2 Over quota; the account of <someone@fastmail.fm> may not receive more mail',
    recipient: 'someone@fastmail.fm',
  },
  {
    host: 'mail.protonmail.ch',
    reply: '550 5.1.1 <someone@proton.me>: Recipient address rejected: Address does not exist',
    recipient: 'someone@proton.me',
  },
  {
    host: 'mailsec.protonmail.ch',
    reply:
      '554 5.7.1 Service unavailable; Client host [203.0.113.67] blocked using Spamhaus ZEN; https://www.spamhaus.org/query/ip/203.0.113.67; see also https://proton.me/support',
    recipient: 'someone@protonmail.com',
  },
  {
    host: 'mail.protonmail.ch',
    reply: "452 4.3.1 Insufficient system storage: the recipient's mailbox is full (Proton)",
    recipient: 'someone@pm.me',
  },
  {
    host: 'eu-smtp-inbound-1.mimecast.com',
    reply:
      '550 Rejected by header based Anti-Spoofing policy: sender@example.com - https://community.mimecast.com/docs/DOC-1369#550 [AbCdEfGhMQKxyz12345678.uk123]',
    recipient: 'someone@example.com',
  },
  {
    host: 'us-smtp-inbound-2.mimecast.com',
    reply: '550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550 [QwErTyUiOpAsDfGhJkLzXc.us402]',
    recipient: 'someone@example.org',
  },
  {
    host: 'de-smtp-inbound-1.mimecast.com',
    reply:
      '451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451 [MnBvCxZaSdFgHjKlPoIuYt.de77]',
    recipient: 'someone@example.net',
  },
  {
    host: 'eu-smtp-inbound-2.mimecast.com',
    reply:
      '550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550 [ZaQwSxCdErFvBgTyHnMjUk.uk88]',
    recipient: 'someone@example.com',
  },
  {
    host: 'us-smtp-inbound-1.mimecast.com',
    reply:
      '554 Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554 [PlMoKnIjBuHvGyTcFrDxEs.us91]',
    recipient: 'someone@example.edu',
  },
  {
    host: 'za-smtp-inbound-1.mimecast.co.za',
    reply:
      '550 DMARC Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550 [EdCrFvTgByHnUjMiKoLpQa.za12]',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx0a-00112233.pphosted.com',
    reply: '550 5.7.0 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.68',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx0b-00112233.pphosted.com',
    reply: '554 Blocked - see https://ipcheck.proofpoint.com/?ip=198.51.100.68',
    recipient: 'someone@example.com',
  },
  { host: 'mx0a-00445566.pphosted.com', reply: '550 5.1.1 User Unknown', recipient: 'someone@example.org' },
  {
    host: 'mx0b-00445566.pphosted.com',
    reply: '550 5.7.0 Local Policy Violation - 3xqwer1ty2-1',
    recipient: 'someone@example.edu',
  },
  {
    host: 'mx0a-00778899.gslb.pphosted.com',
    reply: '421 4.7.1 Error: too many connections from 203.0.113.68, deferred by dynamic reputation (PDR)',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx0b-00778899.gslb.pphosted.com',
    reply: '550 5.7.1 DMARC policy violation: message from example.org rejected per published p=reject',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx1-us1.ppe-hosted.com',
    reply: '550 Rejected by local policy; the sender is on the company block list (ppe)',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx2-eu1.ppe-hosted.com',
    reply: '452 4.3.1 Sender IP 192.0.2.69 temporarily deferred, https://ppe-hosted.com/deferred',
    recipient: 'someone@example.net',
  },
  {
    host: 'd12345.a.ess.uk.barracudanetworks.com',
    reply: '550 permanent failure for one or more recipients (someone@example.com:blocked)',
    recipient: 'someone@example.com',
  },
  {
    host: 'd12345b.ess.barracudanetworks.com',
    reply:
      '550 permanent failure for one or more recipients (someone@example.org:550 5.1.1 RESOLVER.ADR.RecipNotFound; not found)',
    recipient: 'someone@example.org',
  },
  {
    host: 'd54321.ess.de.barracudanetworks.com',
    reply:
      '451 Deferring message for one or more recipients (someone@example.net:451 temporarily rejected, rate control)',
    recipient: 'someone@example.net',
  },
  {
    host: 'barracuda.example.com',
    reply:
      '554 Service unavailable; Client host [mail.example.org] blocked using Barracuda Reputation; http://www.barracudanetworks.com/reputation/?r=1&ip=198.51.100.69',
    recipient: 'someone@example.com',
  },
  {
    host: 'spamfw.example.edu',
    reply: '554 rejected due to spam URL in content (Barracuda Spam Firewall)',
    recipient: 'someone@example.edu',
  },
  {
    host: 'barracuda.example.org',
    reply: '550 5.7.1 Message content rejected by Barracuda intent analysis, id=01234-56789-1',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx1.hc1234-56.iphmx.com',
    reply:
      "554 Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient via alternate means.",
    recipient: 'someone@example.com',
  },
  {
    host: 'mx2.hc1234-56.eu.iphmx.com',
    reply: '550 #5.1.0 Address rejected someone@example.org',
    recipient: 'someone@example.org',
  },
  {
    host: 'esa2.hc7890-12.iphmx.com',
    reply: '452 #4.5.3 Too many recipients received this hour',
    recipient: 'someone@example.edu',
  },
  {
    host: 'ironport.example.com',
    reply: '550 #5.7.1 Your access to submit messages to this e-mail system has been rejected.',
    recipient: 'someone@example.com',
  },
  {
    host: 'esa1.example.edu',
    reply: '550 #5.1.8 Domain of sender address does not exist',
    recipient: 'someone@example.edu',
  },
  {
    host: 'mx-01-eu-west-1.prod.hydra.sophos.com',
    reply: '550 5.7.1 Command rejected: sender IP 203.0.113.69 has a poor reputation with Sophos Email',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx-02-us-east-2.prod.hydra.sophos.com',
    reply: '550 5.1.1 Mailbox unknown. Invalid Recipient (Sophos)',
    recipient: 'someone@example.org',
  },
  {
    host: 'utm.example.net',
    reply: '550 Rejected because 192.0.2.70 is in a black list at cbl.abuseat.org (Sophos UTM)',
    recipient: 'someone@example.net',
  },
  {
    host: 'in.hes.trendmicro.com',
    reply:
      '550 5.7.1 Service unavailable; Client host [192.0.2.71] blocked using Trend Micro RBL+. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=192.0.2.71; Mail from sender deferred',
    recipient: 'someone@example.com',
  },
  {
    host: 'example-org.in.tmes.trendmicro.eu',
    reply:
      '450 4.7.1 Service unavailable; client 198.51.100.71 deferred using Trend Micro Email Reputation Service (QIL)',
    recipient: 'someone@example.org',
  },
  {
    host: 'in.hes.trendmicro.eu',
    reply: '554 5.7.1 <someone@example.net>: Recipient address rejected: Access denied (Trend Micro TMEMS directory)',
    recipient: 'someone@example.net',
  },
  {
    host: 'cluster1.eu.messagelabs.com',
    reply:
      '553-Message filtered. Refer to the Troubleshooting page at 553-http://www.symanteccloud.com/troubleshooting for more 553 information. (#5.7.1)',
    recipient: 'someone@example.com',
  },
  {
    host: 'cluster5.us.messagelabs.com',
    reply:
      '501 Connection rejected by policy [7.7] 20805, please visit www.messagelabs.com/support for more details about this error message.',
    recipient: 'someone@example.org',
  },
  {
    host: 'cluster8.eu.messagelabs.com',
    reply: '550 Invalid recipient <someone@example.net> (#5.1.1)',
    recipient: 'someone@example.net',
  },
  {
    host: 'example-com.mx1.spamtitan.com',
    reply: '554 5.7.1 Message rejected: SpamTitan has classified this mail as spam (score 11.42)',
    recipient: 'someone@example.com',
  },
  {
    host: 'spamtitan.example.org',
    reply:
      '450 4.1.1 <someone@example.org>: Recipient address rejected: unverified address: SpamTitan recipient verification in progress',
    recipient: 'someone@example.org',
  },
  { host: 'mx.example.net', reply: '554 5.7.1 Spam message rejected', recipient: 'someone@example.net' },
  {
    host: 'mx.example.com',
    reply: '554 5.7.1 Matched map: local_bl_domain (rspamd)',
    recipient: 'someone@example.com',
  },
  { host: 'mx1.example.org', reply: '451 4.7.1 Try again later', recipient: 'someone@example.org' },
  {
    host: 'mx2.example.org',
    reply: '550 5.7.1 Action rejected by DMARC policy for example.com (rspamd force_actions)',
    recipient: 'someone@example.org',
  },
  { host: 'mail.example.net', reply: '451 4.7.1 Ratelimit "to_ip_from" exceeded', recipient: 'someone@example.net' },
  { host: 'mail.example.com', reply: '550 5.7.1 Blocked by SpamAssassin', recipient: 'someone@example.com' },
  {
    host: 'mx.example.edu',
    reply: '550 5.7.1 This message scored 14.7 points on SpamAssassin (threshold 8.0). Rejecting.',
    recipient: 'someone@example.edu',
  },
  { host: 'amavis.example.org', reply: '554 5.7.0 Reject, id=12345-07 - spam', recipient: 'someone@example.org' },
  {
    host: 'amavis.example.net',
    reply: '554 5.7.0 Reject, id=23456-11 - INFECTED: Heuristics.Phishing.Email.SpoofedDomain',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx.example.com',
    reply: '552 5.7.0 Virus Eicar-Test-Signature found by ClamAV',
    recipient: 'someone@example.com',
  },
  {
    host: 'mail.example.org',
    reply: '550 5.1.1 <someone@example.org>: Recipient address rejected: User unknown in local recipient table',
    recipient: 'someone@example.org',
  },
  {
    host: 'mail.example.com',
    reply: '550 5.1.1 <someone@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx.example.net',
    reply: '554 5.7.1 <someone@example.net>: Relay access denied',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx1.example.com',
    reply: '454 4.7.1 <someone@example.com>: Relay access denied',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx2.example.com',
    reply: '450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.72]',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx.example.org',
    reply: '450 4.7.1 <localhost.localdomain>: Helo command rejected: Host not found',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx1.example.net',
    reply: '504 5.5.2 <mailer>: Helo command rejected: need fully-qualified hostname',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx.example.com',
    reply:
      '554 5.7.1 Service unavailable; Client host [198.51.100.72] blocked using zen.spamhaus.org; https://www.spamhaus.org/sbl/query/SBLCSS',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx.example.org',
    reply:
      '554 5.7.1 Service unavailable; Client host [203.0.113.72] blocked using bl.spamcop.net; Blocked - see https://www.spamcop.net/bl.shtml?203.0.113.72',
    recipient: 'someone@example.org',
  },
  {
    host: 'mail.example.net',
    reply:
      '554 5.7.1 Service unavailable; Client host [192.0.2.73] blocked using b.barracudacentral.org; http://www.barracudanetworks.com/reputation/?pr=1&ip=192.0.2.73',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx3.example.com',
    reply:
      '554 5.7.1 Service unavailable; Client host [198.51.100.73] blocked using dnsbl.sorbs.net; Currently Sending Spam See: http://www.sorbs.net/lookup.shtml?198.51.100.73',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx3.example.org',
    reply:
      '554 5.7.1 Service unavailable; Client host [203.0.113.73] blocked using dnsbl-1.uceprotect.net; IP 203.0.113.73 is UCEPROTECT-Level 1 listed. See http://www.uceprotect.net/rblcheck.php?ipr=203.0.113.73',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx4.example.net',
    reply:
      '550 5.7.1 Service unavailable; client [192.0.2.74] blocked using dnsbl-3.uceprotect.net; Your ISP is UCEPROTECT-Level3 listed for hosting spammers',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx4.example.com',
    reply:
      '554 5.7.1 Service unavailable; Sender address [sender@example.org] blocked using dbl.spamhaus.org; https://www.spamhaus.org/query/domain/example.org',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx.example.net',
    reply:
      '450 4.2.0 <someone@example.net>: Recipient address rejected: Greylisted, see https://postgrey.example.net/help.html',
    recipient: 'someone@example.net',
  },
  { host: 'mail.example.com', reply: '552 5.3.4 Message size exceeds fixed limit', recipient: 'someone@example.com' },
  {
    host: 'mail2.example.org',
    reply: '552 5.2.2 <someone@example.org>: Recipient address rejected: Quota exceeded (mailbox for user is full)',
    recipient: 'someone@example.org',
  },
  { host: 'mx.example.com', reply: '530 5.7.0 Must issue a STARTTLS command first', recipient: 'someone@example.com' },
  {
    host: 'mx5.example.org',
    reply: '450 4.7.1 Error: too much mail from 198.51.100.74',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx6.example.com',
    reply: '421 4.7.0 mx6.example.com Error: too many connections from 203.0.113.74',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx6.example.net',
    reply: '550 5.1.8 <sender@example.org>: Sender address rejected: Domain not found',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx6.example.org',
    reply: '550 5.7.27 <sender@example.net>: Sender address rejected: Domain example.net does not accept mail (nullMX)',
    recipient: 'someone@example.org',
  },
  {
    host: null,
    reply:
      '556 5.1.10 <someone@example.org>: Recipient address rejected: Domain example.org does not accept mail (nullMX)',
    recipient: 'someone@example.org',
  },
  { host: null, reply: '5.1.0 Domain example.net does not accept mail (nullMX)', recipient: 'someone@example.net' },
  {
    host: 'mx.example.edu',
    reply:
      '550 5.7.23 <someone@example.edu>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.open-spf.org/Why?s=mfrom;id=sender@example.org;ip=192.0.2.75',
    recipient: 'someone@example.edu',
  },
  { host: 'mx7.example.com', reply: '550 Unrouteable address', recipient: 'someone@example.com' },
  { host: 'mx7.example.net', reply: '550 relay not permitted', recipient: 'someone@example.net' },
  { host: 'mx7.example.org', reply: '550 Sender verify failed', recipient: 'someone@example.org' },
  {
    host: 'exim.example.org',
    reply: '550-Verification failed for <sender@example.net> 550-No Such User Here 550 Sender verify failed',
    recipient: 'someone@example.org',
  },
  {
    host: 'exim.example.com',
    reply: '550 Access denied - Invalid HELO name (see RFC 5321)',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx.example.edu',
    reply: '550 X-Spam: message refused, restricted characters in address',
    recipient: 'someone@example.edu',
  },
  {
    host: 'mx8.example.com',
    reply: '451 Temporary local problem - please try later',
    recipient: 'someone@example.com',
  },
  { host: 'mx8.example.net', reply: '550 Administrative prohibition', recipient: 'someone@example.net' },
  {
    host: 'mx8.example.org',
    reply: '421 Too many concurrent SMTP connections from this IP address; please try again later.',
    recipient: 'someone@example.org',
  },
  {
    host: 'exchange.example.com',
    reply: '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found',
    recipient: 'someone@example.com',
  },
  { host: 'exchange.example.org', reply: '550 5.7.1 Unable to relay', recipient: 'someone@example.org' },
  {
    host: 'exchange.example.net',
    reply:
      '452 4.3.1 Insufficient system resources (UsedDiskSpace[C:\\Program Files\\Microsoft\\Exchange Server\\V15\\TransportRoles\\data\\Queue])',
    recipient: 'someone@example.net',
  },
  {
    host: 'exchange.example.edu',
    reply: '552 5.3.4 RESOLVER.RST.RecipSizeLimit; message too large for this recipient',
    recipient: 'someone@example.edu',
  },
  {
    host: 'exch01.example.com',
    reply: '550 5.7.1 Message rejected as spam by Content Filtering.',
    recipient: 'someone@example.com',
  },
  {
    host: 'exch02.example.com',
    reply: '421 4.3.2 Service not available, closing transmission channel',
    recipient: 'someone@example.com',
  },
  {
    host: 'sendmail.example.com',
    reply: '550 5.1.1 <someone@example.com>... User unknown',
    recipient: 'someone@example.com',
  },
  {
    host: 'sendmail.example.org',
    reply: '550 5.7.1 <someone@example.org>... Relaying denied. IP name lookup failed [192.0.2.76]',
    recipient: 'someone@example.org',
  },
  {
    host: 'sendmail.example.edu',
    reply: '553 5.1.8 <sender@example.net>... Domain of sender address sender@example.net does not exist',
    recipient: 'someone@example.edu',
  },
  {
    host: 'sendmail.example.net',
    reply: '550 5.7.1 Rejected: 198.51.100.76 listed at zen.spamhaus.org',
    recipient: 'someone@example.net',
  },
  {
    host: 'milter.example.edu',
    reply: '451 4.7.1 Greylisting in action, please come back in 00:05:00',
    recipient: 'someone@example.edu',
  },
  {
    host: 'qmail.example.com',
    reply: "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    recipient: 'someone@example.com',
  },
  {
    host: 'qmail.example.net',
    reply: '550 sorry, no mailbox here by that name (#5.1.1 - chkuser)',
    recipient: 'someone@example.net',
  },
  {
    host: 'qmail.example.org',
    reply: '552 sorry, that message size exceeds my databytes limit (#5.3.4)',
    recipient: 'someone@example.org',
  },
  {
    host: 'qmail2.example.org',
    reply: '451 http://www.spamhaus.org/query/bl?ip=203.0.113.76 (rblsmtpd)',
    recipient: 'someone@example.org',
  },
  {
    host: 'haraka.example.com',
    reply: '550 I cannot deliver mail for {<someone@example.com>}',
    recipient: 'someone@example.com',
  },
  {
    host: 'haraka.example.net',
    reply: '550 host [192.0.2.78] is blacklisted by dnsbl.example.org (haraka dnsbl)',
    recipient: 'someone@example.net',
  },
  {
    host: 'haraka.example.org',
    reply: "550 HELO 'mailer' is an IP or not a FQDN; host mismatch (helo.checks)",
    recipient: 'someone@example.org',
  },
  {
    host: 'opensmtpd.example.org',
    reply: '550 Invalid recipient: <someone@example.org>',
    recipient: 'someone@example.org',
  },
  {
    host: 'opensmtpd.example.net',
    reply: '421 4.3.0 Temporary Error: filter-rspamd unavailable',
    recipient: 'someone@example.net',
  },
  {
    host: 'opensmtpd.example.com',
    reply: '530 5.5.1 Invalid command: Must issue an AUTH command first',
    recipient: 'someone@example.com',
  },
  {
    host: 'zimbra.example.com',
    reply: '550 5.1.1 <someone@example.com>: Recipient address rejected: example.com (zimbra LDAP lookup)',
    recipient: 'someone@example.com',
  },
  { host: 'zimbra.example.edu', reply: '452 4.2.2 Over quota (zimbra lmtp)', recipient: 'someone@example.edu' },
  {
    host: 'mdaemon.example.com',
    reply: '550 5.1.1 Recipient unknown <someone@example.com> (MDaemon)',
    recipient: 'someone@example.com',
  },
  {
    host: 'mdaemon.example.net',
    reply: '550 5.7.1 Sorry, <sender@example.org> rejected by the MDaemon Sender Blocklist',
    recipient: 'someone@example.net',
  },
  {
    host: 'kerio.example.org',
    reply: "550 5.7.1 Sender's IP address is blacklisted, connection rejected by Kerio Connect (SpamCop)",
    recipient: 'someone@example.org',
  },
  { host: 'hmail.example.net', reply: '550 Unknown user', recipient: 'someone@example.net' },
  {
    host: 'hmail.example.com',
    reply: '554 Rejected - the host name specified in HELO does not match IP address. (hMailServer)',
    recipient: 'someone@example.com',
  },
  {
    host: '163mx01.mxmail.netease.com',
    reply:
      '554 DT:SPM 163 mx12,PsCowAB3x0123,aBcDeFgH01234--.56789S2 1715670000,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.79&hostid=mx12&time=1715670000',
    recipient: 'someone@163.com',
  },
  { host: '163mx02.mxmail.netease.com', reply: '550 User not found: someone@163.com', recipient: 'someone@163.com' },
  {
    host: '126mx00.mxmail.netease.com',
    reply:
      '421 HL:REP 126 mx22,the sending behavior of the IP address 198.51.100.79 is abnormal, please see http://mail.163.com/help/help_spam_16.htm',
    recipient: 'someone@126.com',
  },
  {
    host: '126mx01.mxmail.netease.com',
    reply: '550 MI:SPF 126 mx30,OsCowAD4y,the SPF check failed for example.org',
    recipient: 'someone@126.com',
  },
  {
    host: 'mx1.qq.com',
    reply:
      '550 Mailbox unavailable or access denied [OExAmPlE01 IP: 203.0.113.79]. https://open.work.weixin.qq.com/help2/pc/20049.',
    recipient: 'someone@qq.com',
  },
  {
    host: 'mx2.qq.com',
    reply:
      '550 Ip frequency limited [MExAmPlE02 IP: 192.0.2.81]. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000725',
    recipient: 'someone@qq.com',
  },
  {
    host: 'mx3.qq.com',
    reply: '550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726',
    recipient: 'someone@foxmail.com',
  },
  {
    host: 'mxbiz1.qq.com',
    reply: '550 Domain may not exist or DNS check failed [EExAmPlE03 IP: 198.51.100.81]',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx1.naver.com',
    reply: '550 5.1.1 Invalid recipients <someone@naver.com> - nsmtp',
    recipient: 'someone@naver.com',
  },
  {
    host: 'mx2.naver.com',
    reply:
      '421 4.7.0 [B201] 203.0.113.81 Connection refused, too many messages in a short time. https://help.naver.com - nsmtp',
    recipient: 'someone@naver.com',
  },
  {
    host: 'mx3.naver.com',
    reply: '554 5.7.1 Message refused: sender IP 192.0.2.82 is blocked by KISA RBL - nsmtp',
    recipient: 'someone@naver.com',
  },
  { host: 'mfsmax.docomo.ne.jp', reply: '550 Unknown user someone@docomo.ne.jp', recipient: 'someone@docomo.ne.jp' },
  {
    host: 'mfsmax.docomo.ne.jp',
    reply: '421 4.7.1 mfsmax.docomo.ne.jp Service busy, too many mails from your host',
    recipient: 'someone@docomo.ne.jp',
  },
  { host: 'lsean.ezweb.ne.jp', reply: '550 <someone@ezweb.ne.jp>: User unknown', recipient: 'someone@ezweb.ne.jp' },
  { host: 'lsean.ezweb.ne.jp', reply: '452 4.3.2 Connection rate limit exceeded (KDDI)', recipient: 'someone@au.com' },
  {
    host: 'mx.softbank.ne.jp',
    reply: "554 5.7.1 Message refused by the recipient's domain filter settings",
    recipient: 'someone@softbank.ne.jp',
  },
  {
    host: 'mx.rakuten.co.jp',
    reply: '550 5.7.1 Mail from 198.51.100.82 refused, please configure the reverse DNS of your host',
    recipient: 'someone@rakuten.co.jp',
  },
  {
    host: 'extmail.bigpond.com',
    reply:
      '554 extmail.bigpond.com: 192.0.2.83 blocked, IB105. Email from your address is rejected; see http://www.telstra.com/ib105',
    recipient: 'someone@bigpond.com',
  },
  {
    host: 'extmail.bigpond.com',
    reply:
      '421 extmail.bigpond.com IB110. Connection refused. 203.0.113.82 has been throttled for recent sending behaviour',
    recipient: 'someone@bigpond.com',
  },
  {
    host: 'mx1.emailsrvr.com',
    reply: '550 5.1.1 <someone@example.com>: Recipient address rejected: User unknown (Rackspace G9)',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx2.emailsrvr.com',
    reply: '554 5.7.1 Message refused, ACL dns_rbl; Client host [192.0.2.84] blocked using dnsbl.emailsrvr.com=ivmSIP',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx1.emailsrvr.com',
    reply: '451 4.7.1 Received too many messages from a new or untrusted IP: 198.51.100.84 (G28)',
    recipient: 'someone@example.net',
  },
  {
    host: 'smtp.secureserver.net',
    reply:
      '554 p3plibsmtp02-08.prod.phx3.secureserver.net bizsmtp Connection refused. 203.0.113.84 has a poor reputation. IB108 <http://x.co/srbounce>',
    recipient: 'someone@example.com',
  },
  { host: 'cpanel01.example.net', reply: '550 No Such User Here', recipient: 'someone@example.net' },
  {
    host: 'cpanel02.example.com',
    reply:
      '550-"JunkMail rejected - mail.example.org [192.0.2.85] is in an RBL: 550 https://www.spamhaus.org/query/ip/192.0.2.85"',
    recipient: 'someone@example.com',
  },
  {
    host: 'plesk.example.org',
    reply:
      '550 5.1.1 <someone@example.org>: Recipient address rejected: mailbox switched off by the Plesk administrator',
    recipient: 'someone@example.org',
  },
  {
    host: 'plesk.example.com',
    reply: '451 4.7.1 Service unavailable - try again later (plesk grey listing)',
    recipient: 'someone@example.com',
  },
  {
    host: 'inbound-smtp.eu-west-1.amazonaws.com',
    reply: '550 5.1.1 Requested action not taken: mailbox unavailable (Amazon WorkMail)',
    recipient: 'someone@example.com',
  },
  {
    host: 'inbound-smtp.us-east-1.amazonaws.com',
    reply: "554 5.7.1 Blocked by an inbound flow rule of the organization's mail administrator",
    recipient: 'someone@awsapps.com',
  },
  {
    host: 'mx1.improvmx.com',
    reply: '550 5.1.1 Alias someone@example.org is unknown to ImprovMX; https://improvmx.com/guides/errors',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx2.improvmx.com',
    reply: '451 4.7.1 Daily forwarding quota reached for domain example.net, upgrade needed',
    recipient: 'someone@example.net',
  },
  {
    host: 'mx1.forwardemail.net',
    reply:
      '421 4.7.0 203.0.113.85 is greylisted for 5 minutes; see https://forwardemail.net/faq#do-you-have-a-greylist',
    recipient: 'someone@example.com',
  },
  {
    host: 'mx2.forwardemail.net',
    reply:
      "550 The email sent has failed DMARC validation and is rejected due to the domain's DMARC policy (forwardemail)",
    recipient: 'someone@example.org',
  },
  { host: 'mx1.simplelogin.co', reply: '550 SL E515 Email not exist', recipient: 'someone@simplelogin.com' },
  {
    host: 'mx2.simplelogin.co',
    reply:
      '421 SL E522 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.',
    recipient: 'someone@simplelogin.com',
  },
  {
    host: 'mx.forwarder.example',
    reply:
      '550 5.7.1 Forwarding refused: destination of someone@forwarder.example answered 554 Message rejected due to local policy',
    recipient: 'someone@forwarder.example',
  },
  {
    host: 'mx1.uni.example',
    reply:
      '550 5.7.1 Central mail gateway: message rejected for policy reasons, contact the IT service desk of the university',
    recipient: 'someone@uni.example',
  },
  {
    host: 'mx2.uni.example',
    reply: '550 5.1.6 someone@cs.uni.example has graduated; the account was closed',
    recipient: 'someone@cs.uni.example',
  },
  {
    host: 'mailhub.college.example',
    reply: '451 4.7.1 Campus greylisting active, retry after 120 seconds',
    recipient: 'someone@college.example',
  },
  { host: 'mx.example.org', reply: '554 5.7.1 Message rejected due to local policy', recipient: 'someone@example.org' },
  {
    host: 'mail.example.net',
    reply: '550 5.7.1 Message rejected due to local policy.',
    recipient: 'someone@example.net',
  },
  { host: null, reply: 'Message rejected due to local policy', recipient: 'someone@example.com' },
  {
    host: 'gateway.example.com',
    reply: '550 5.7.1 <someone@example.com>: Message rejected due to local policy, contact postmaster@example.com',
    recipient: 'someone@example.com',
  },
  {
    host: 'gateway.example.edu',
    reply:
      '554 5.7.1 [RJ07] Message rejected due to local policy. Please visit https://support.example.edu/mail/policy',
    recipient: 'someone@example.edu',
  },
  { host: null, reply: '550 5.7.1 Rejected by local policy of the receiving site', recipient: 'someone@example.edu' },
  {
    host: 'gateway.example.org',
    reply: '554 5.7.1 Your message was rejected due to our local policies',
    recipient: 'someone@example.org',
  },
  {
    host: 'mx.example.net',
    reply: '553 5.7.1 Message declined for policy reasons; local policy rule 17',
    recipient: 'someone@example.net',
  },
  { host: null, reply: '550 Message refused by policy. [POL-22]', recipient: 'someone@example.org' },
  {
    host: 'mx.some-me.com',
    reply: '554 5.7.1 Message rejected due to local policy (some-me)',
    recipient: 'someone@some-me.com',
  },
  {
    host: 'mx.some-me.com',
    reply: '550 5.1.1 <someone@some-me.com>: user does not exist',
    recipient: 'someone@some-me.com',
  },
  {
    host: 'mail.icloud.com.attacker.example',
    reply: '550 5.7.1 Your email was rejected due to having a domain present in a block list',
    recipient: 'someone@attacker.example',
  },
  {
    host: 'mail.icloud.com.attacker.example',
    reply: '421 4.7.0 mail.icloud.com.attacker.example Service not available, try again later',
    recipient: 'someone@attacker.example',
  },
  {
    host: 'noticloud.com',
    reply: '552 5.2.2 <someone@noticloud.com>: user is over quota',
    recipient: 'someone@noticloud.com',
  },
  {
    host: 'noticloud.com',
    reply: '554 5.7.1 [NC09] Message rejected due to local policy. Please visit https://help.example.net/policy',
    recipient: 'someone@noticloud.com',
  },
  {
    host: 'mx01.mail.icloud.com.example',
    reply: '450 4.2.2 <someone@icloud.com.example>: mailbox over quota, try again later',
    recipient: 'someone@icloud.com.example',
  },
  {
    host: 'mx01.mail.icloud.com.example',
    reply: '550 5.7.1 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=203.0.113.90',
    recipient: 'someone@icloud.com.example',
  },
  {
    host: 'xmail-icloud.com',
    reply: '554 5.7.1 <someone@xmail-icloud.com>: Relay access denied, mail for this domain is not handled here',
    recipient: 'someone@xmail-icloud.com',
  },
  {
    host: 'xmail-icloud.com',
    reply: '550 5.7.0 Message refused: the sender did not pass DMARC (xmail)',
    recipient: 'someone@xmail-icloud.com',
  },
  { host: 'mx00.ionos.de', reply: '554 [CS05]', recipient: 'someone@example.net' },
  { host: 'mx-aol.mail.gm0.yahoodns.net', reply: '550 5.7.1 [CS05]', recipient: 'someone@aol.com' },
  { host: 'gateway.example.net', reply: '421 4.7.1 [CS05]', recipient: 'someone@example.net' },
]
