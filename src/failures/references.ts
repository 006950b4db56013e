/** A paper, standard or report: `label` is how it is cited in running text. */
export interface Reference {
  readonly label: string;
  readonly text: string;
}

/** Everything that the catalogue cites, each by a short key, in the order of the labels. */
const cited = {
  alquraan2018: {
    label: 'Alquraan et al. 2018',
    text:
      'A. Alquraan, H. Takruri, M. Alfatafta, S. Al-Kiswany. An Analysis of Network-Partitioning ' +
      'Failures in Cloud Systems. OSDI 2018.',
  },
  armstrong2003: {
    label: 'Armstrong 2003',
    text:
      'J. Armstrong. Making Reliable Distributed Systems in the Presence of Software Errors. PhD thesis, ' +
      'KTH Stockholm, 2003.',
  },
  bailis2014: {
    label: 'Bailis & Kingsbury 2014',
    text:
      'P. Bailis, K. Kingsbury. The Network Is Reliable: An Informal Survey of Real-World Communications ' +
      'Failures. ACM Queue 12(7), 2014.',
  },
  bairavasundaram2008: {
    label: 'Bairavasundaram et al. 2008',
    text:
      'L. N. Bairavasundaram, G. R. Goodson, B. Schroeder, A. C. Arpaci-Dusseau, R. H. Arpaci-Dusseau. ' +
      'An Analysis of Data Corruption in the Storage Stack. FAST 2008.',
  },
  birrell1984: {
    label: 'Birrell & Nelson 1984',
    text: 'A. D. Birrell, B. J. Nelson. Implementing Remote Procedure Calls. ACM TOCS 2(1), 1984.',
  },
  bronson2021: {
    label: 'Bronson et al. 2021',
    text: 'N. Bronson, A. Aghayev, A. Charapko, T. Zhu. Metastable Failures in Distributed Systems. HotOS 2021.',
  },
  castro1999: {
    label: 'Castro & Liskov 1999',
    text: 'M. Castro, B. Liskov. Practical Byzantine Fault Tolerance. OSDI 1999.',
  },
  chandra1996: {
    label: 'Chandra & Toueg 1996',
    text:
      'T. D. Chandra, S. Toueg. Unreliable Failure Detectors for Reliable Distributed Systems. Journal ' +
      'of the ACM 43(2), 1996.',
  },
  corbett2012: {
    label: 'Corbett et al. 2012',
    text: "J. C. Corbett et al. Spanner: Google's Globally-Distributed Database. OSDI 2012.",
  },
  cristian1989: {
    label: 'Cristian 1989',
    text: 'F. Cristian. Probabilistic Clock Synchronization. Distributed Computing 3(3), 1989.',
  },
  cristian1991: {
    label: 'Cristian 1991',
    text: 'F. Cristian. Understanding Fault-Tolerant Distributed Systems. Communications of the ACM 34(2), 1991.',
  },
  dean2009: {
    label: 'Dean 2009',
    text: 'J. Dean. Designs, Lessons and Advice from Building Large Distributed Systems. Keynote, LADIS 2009.',
  },
  dean2013: {
    label: 'Dean & Barroso 2013',
    text: 'J. Dean, L. A. Barroso. The Tail at Scale. Communications of the ACM 56(2), 2013.',
  },
  dixit2021: {
    label: 'Dixit et al. 2021',
    text: 'H. D. Dixit et al. Silent Data Corruptions at Scale. arXiv 2102.11245, 2021.',
  },
  dwork1988: {
    label: 'Dwork, Lynch & Stockmeyer 1988',
    text:
      'C. Dwork, N. Lynch, L. Stockmeyer. Consensus in the Presence of Partial Synchrony. Journal of the ' +
      'ACM 35(2), 1988.',
  },
  fidge1988: {
    label: 'Fidge 1988',
    text:
      'C. J. Fidge. Timestamps in Message-Passing Systems That Preserve the Partial Ordering. Australian ' +
      'Computer Science Conference, 1988.',
  },
  fischer1985: {
    label: 'Fischer, Lynch & Paterson 1985',
    text:
      'M. J. Fischer, N. A. Lynch, M. S. Paterson. Impossibility of Distributed Consensus with One ' +
      'Faulty Process. Journal of the ACM 32(2), 1985.',
  },
  ganesan2017: {
    label: 'Ganesan et al. 2017',
    text:
      'A. Ganesan, R. Alagappan, A. C. Arpaci-Dusseau, R. H. Arpaci-Dusseau. Redundancy Does Not Imply ' +
      'Fault Tolerance: Analysis of Distributed Storage Reactions to Single Errors and Corruptions. FAST ' +
      '2017.',
  },
  gilbert2002: {
    label: 'Gilbert & Lynch 2002',
    text:
      "S. Gilbert, N. Lynch. Brewer's Conjecture and the Feasibility of Consistent, Available, " +
      'Partition-Tolerant Web Services. ACM SIGACT News 33(2), 2002.',
  },
  gill2011: {
    label: 'Gill, Jain & Nagappan 2011',
    text:
      'P. Gill, N. Jain, N. Nagappan. Understanding Network Failures in Data Centers: Measurement, ' +
      'Analysis, and Implications. SIGCOMM 2011.',
  },
  grayCheriton1989: {
    label: 'Gray & Cheriton 1989',
    text:
      'C. G. Gray, D. R. Cheriton. Leases: An Efficient Fault-Tolerant Mechanism for Distributed File ' +
      'Cache Consistency. SOSP 1989.',
  },
  gray1978: {
    label: 'Gray 1978',
    text:
      'J. Gray. Notes on Data Base Operating Systems. In Operating Systems: An Advanced Course, LNCS 60, ' +
      'Springer, 1978.',
  },
  gunawi2014: {
    label: 'Gunawi et al. 2014',
    text: 'H. S. Gunawi et al. What Bugs Live in the Cloud? A Study of 3000+ Issues in Cloud Systems. SoCC 2014.',
  },
  gunawi2018: {
    label: 'Gunawi et al. 2018',
    text:
      'H. S. Gunawi et al. Fail-Slow at Scale: Evidence of Hardware Performance Faults in Large ' +
      'Production Systems. FAST 2018.',
  },
  guo2015: {
    label: 'Guo et al. 2015',
    text:
      'C. Guo et al. Pingmesh: A Large-Scale System for Data Center Network Latency Measurement and Analysis. ' +
      'SIGCOMM 2015.',
  },
  huang2017: {
    label: 'Huang et al. 2017',
    text: "P. Huang et al. Gray Failure: The Achilles' Heel of Cloud-Scale Systems. HotOS 2017.",
  },
  jacobson1988: {
    label: 'Jacobson 1988',
    text: 'V. Jacobson. Congestion Avoidance and Control. SIGCOMM 1988.',
  },
  lamport1978: {
    label: 'Lamport 1978',
    text:
      'L. Lamport. Time, Clocks, and the Ordering of Events in a Distributed System. Communications of ' +
      'the ACM 21(7), 1978.',
  },
  lamport1982: {
    label: 'Lamport, Shostak & Pease 1982',
    text: 'L. Lamport, R. Shostak, M. Pease. The Byzantine Generals Problem. ACM TOPLAS 4(3), 1982.',
  },
  lianza2020: {
    label: 'Lianza & Snook 2020',
    text: 'T. Lianza, C. Snook. A Byzantine Failure in the Real World. Cloudflare blog, 27 November 2020.',
  },
  liskov1993: {
    label: 'Liskov 1993',
    text: 'B. Liskov. Practical Uses of Synchronized Clocks in Distributed Systems. Distributed Computing 6(4), 1993.',
  },
  lou2020: {
    label: 'Lou, Huang & Smith 2020',
    text:
      'C. Lou, P. Huang, S. Smith. Understanding, Detecting and Localizing Partial Failures in Large ' +
      'System Software. NSDI 2020.',
  },
  mattern1989: {
    label: 'Mattern 1989',
    text:
      'F. Mattern. Virtual Time and Global States of Distributed Systems. In Parallel and Distributed ' +
      'Algorithms, North-Holland, 1989.',
  },
  mills2006: {
    label: 'Mills 2006',
    text: 'D. L. Mills. Computer Network Time Synchronization: The Network Time Protocol. CRC Press, 2006.',
  },
  mohan1992: {
    label: 'Mohan et al. 1992',
    text:
      'C. Mohan, D. Haderle, B. Lindsay, H. Pirahesh, P. Schwarz. ARIES: A Transaction Recovery Method. ' +
      'ACM TODS 17(1), 1992.',
  },
  pillai2014: {
    label: 'Pillai et al. 2014',
    text:
      'T. S. Pillai et al. All File Systems Are Not Created Equal: On the Complexity of Crafting ' +
      'Crash-Consistent Applications. OSDI 2014.',
  },
  rebello2020: {
    label: 'Rebello et al. 2020',
    text: 'A. Rebello et al. Can Applications Recover from fsync Failures? USENIX ATC 2020.',
  },
  rfc4737: {
    label: 'RFC 4737',
    text: 'Packet Reordering Metrics. 2006.',
  },
  rfc5905: {
    label: 'RFC 5905',
    text: 'Network Time Protocol Version 4: Protocol and Algorithms Specification. 2010.',
  },
  rfc768: {
    label: 'RFC 768',
    text: 'User Datagram Protocol. 1980.',
  },
  rfc9293: {
    label: 'RFC 9293',
    text: 'Transmission Control Protocol (TCP). 2022.',
  },
  saltzer1984: {
    label: 'Saltzer, Reed & Clark 1984',
    text: 'J. H. Saltzer, D. P. Reed, D. D. Clark. End-to-End Arguments in System Design. ACM TOCS 2(4), 1984.',
  },
  schlichting1983: {
    label: 'Schlichting & Schneider 1983',
    text:
      'R. D. Schlichting, F. B. Schneider. Fail-Stop Processors: An Approach to Designing Fault-Tolerant ' +
      'Computing Systems. ACM TOCS 1(3), 1983.',
  },
  schroeder2007: {
    label: 'Schroeder & Gibson 2007',
    text:
      'B. Schroeder, G. A. Gibson. Disk Failures in the Real World: What Does an MTTF of 1,000,000 Hours Mean to ' +
      'You? FAST 2007.',
  },
  stone2000: {
    label: 'Stone & Partridge 2000',
    text: 'J. Stone, C. Partridge. When the CRC and TCP Checksum Disagree. SIGCOMM 2000.',
  },
  welsh2001: {
    label: 'Welsh, Culler & Brewer 2001',
    text:
      'M. Welsh, D. Culler, E. Brewer. SEDA: An Architecture for Well-Conditioned, Scalable Internet ' +
      'Services. SOSP 2001.',
  },
} as const satisfies Record<string, Reference>;

/** The key of one citation. */
export type ReferenceId = keyof typeof cited;

export const references: Readonly<Record<ReferenceId, Reference>> = cited;
