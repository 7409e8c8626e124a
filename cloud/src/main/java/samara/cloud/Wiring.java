package samara.cloud;

import samara.cloud.iam.IamDirectory;
import samara.cloud.kernel.Kernel;
import samara.cloud.resource.ResourceTypes;
import samara.cloud.sts.SessionTable;
import samara.gateway.waf.WebAcls;

/// What services are constructed from: the kernel for all, the rest for the few that own or need it.
record Wiring(Kernel kernel, IamDirectory iam, SessionTable sessions, ResourceTypes resourceTypes, WebAcls webAcls) {}
