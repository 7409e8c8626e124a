"""`examples/mutual-tls`: custom domain names that ask clients for a certificate, by curl, Python's ssl and Node.js."""
import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import unittest

from harness import AppTest, PATIENCE, clean_environment, free_port, samara

ORDERS = "orders.partners.example"
REPORTS = "reports.partners.example"
NODE = r"""
const https = require("https"), fs = require("fs");
const [host, port, path, ca, cert, key] = process.argv.slice(1);
https.get({host: "127.0.0.1", port, path, servername: host, headers: {Host: host},
  ca: fs.readFileSync(ca), cert: fs.readFileSync(cert), key: fs.readFileSync(key)}, answer => {
  let body = "";
  answer.on("data", part => body += part).on("end", () => console.log(answer.statusCode + " " + body));
}).on("error", error => { console.error(error.message); process.exit(1); });
"""


class MutualTlsTest(AppTest):
    example = "mutual-tls"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.port = free_port()
        cls.folder = cls.app
        cls.certificates("certificates", "client")
        cls.certificates("foreign", "client")
        cls.run_samara("cloud", "start", "--port", str(cls.port))
        cls.addClassCleanup(cls.run_samara, "cloud", "stop")
        cls.ca = cls.run_samara("cloud", "ca").strip()
        cls.client("s3api", "create-bucket", "--bucket", "partner-truststore")
        cls.client("s3api", "put-bucket-versioning", "--bucket", "partner-truststore",
                   "--versioning-configuration", "Status=Enabled")
        stored = cls.client("s3api", "put-object", "--bucket", "partner-truststore", "--key", "truststore.pem",
                            "--body", "certificates/authority.pem")
        cls.truststore = ["TruststoreUri=s3://partner-truststore/truststore.pem",
                          "TruststoreVersion=" + json.loads(stored)["VersionId"]]
        # What is newer does not count until a deployment asks for it.
        cls.client("s3api", "put-object", "--bucket", "partner-truststore", "--key", "truststore.pem",
                   "--body", "foreign/authority.pem")
        cls.run_samara("build")
        cls.deploy()

    @classmethod
    def certificates(cls, *arguments):
        subprocess.run(["./make-certificates", *arguments], cwd=cls.app, check=True, timeout=PATIENCE)

    @classmethod
    def run_samara(cls, *arguments):
        answer = samara(*arguments, cwd=cls.app)
        if answer.returncode != 0:
            raise AssertionError(f"samara {arguments}: {answer.stdout}{answer.stderr}")
        return answer.stdout

    @classmethod
    def client(cls, *arguments):
        """The AWS CLI against this cloud."""
        from harness import AWS
        answer = subprocess.run(
            [AWS, *arguments, "--output", "json"], env=clean_environment(**cls.client_environment(cls)), cwd=cls.app,
            capture_output=True, text=True, timeout=PATIENCE)
        if answer.returncode != 0:
            raise AssertionError(f"aws {arguments}: {answer.stdout}{answer.stderr}")
        return answer.stdout

    @classmethod
    def deploy(cls, *parameters):
        cls.run_samara("deploy", "--local", "--stack-name", "partners", "--capabilities", "CAPABILITY_IAM",
                       "--no-confirm-changeset", "--no-fail-on-empty-changeset", "--parameter-overrides",
                       *cls.truststore, *parameters)

    def curl(self, host, path, *more):
        return subprocess.run(
            ["curl", "-sS", "-m", "60", "--cacert", self.ca, "--connect-to", f"{host}:443:127.0.0.1:{self.port}",
             "-w", "\n%{http_code} %{http_version}", *more, f"https://{host}{path}"],
            cwd=self.app, capture_output=True, text=True, timeout=PATIENCE)

    def good(self, folder="certificates", name="client"):
        return "--cert", f"{folder}/{name}.pem", "--key", f"{folder}/{name}.key"

    def subject(self, answer):
        return answer["subject"], answer["issuer"]

    def test_a_known_client_is_served_and_the_function_sees_its_certificate(self):
        with open(os.path.join(self.app, "certificates", "client.pem")) as file:
            pem = file.read()
        for host, path in ((ORDERS, "/v1/whoami"), (REPORTS, "/whoami")):
            for flag, version in (("--http1.1", "1.1"), ("--http2", "2")):
                answer = self.curl(host, path, flag, *self.good())
                body, status = answer.stdout.rsplit("\n", 1)
                self.assertEqual(f"200 {version}", status, answer.stdout + answer.stderr)
                seen = json.loads(body)
                self.assertEqual(("CN=client,OU=Partners,O=Acme", "CN=Acme partners,O=Acme"), self.subject(seen))
                self.assertEqual((host, path), (seen["domain"], seen["path"]))
                self.assertEqual(pem.split(), seen["pem"].split())
                self.assertRegex(seen["validity"]["notAfter"], r"^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT$")
                serial = subprocess.run(
                    ["openssl", "x509", "-noout", "-serial", "-in", "certificates/client.pem"], cwd=self.app,
                    capture_output=True, text=True, check=True).stdout.strip().split("=")[1]
                self.assertEqual(int(serial, 16), int(seen["serial"].replace(":", ""), 16))

    def test_other_clients_fail_in_the_handshake(self):
        # Its end lies before its beginning: it was never valid, and is not any more.
        expired = subprocess.run(
            ["openssl", "x509", "-req", "-days", "-1", "-in", "expired.csr", "-CA", "authority.pem", "-CAkey",
             "authority.key", "-CAcreateserial", "-out", "expired.pem"],
            cwd=self.request_for("expired"), capture_output=True, text=True)
        self.assertEqual(0, expired.returncode, expired.stderr)
        for host, path in ((ORDERS, "/v1/whoami"), (REPORTS, "/whoami")):
            for who in ((), self.good("foreign"), self.good(name="expired")):
                for tls in ("1.2", "1.3"):
                    answer = self.curl(host, path, "--tls-max", tls, *who)
                    # Curl 35, 55 and 56: the handshake failed, or the connection was closed when it sent or read.
                    self.assertIn(answer.returncode, (35, 55, 56), answer.stdout + answer.stderr)
                    self.assertTrue(answer.stdout.endswith("000 0"), answer.stdout)

    def request_for(self, name):
        folder = os.path.join(self.app, "certificates")
        subprocess.run(
            ["openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout",
             f"{name}.key", "-out", f"{name}.csr"], cwd=folder, check=True, capture_output=True)
        return folder

    def test_there_is_no_way_around_the_handshake(self):
        context = ssl.create_default_context(cafile=self.ca)
        context.check_hostname = False
        # Another name in the handshake, none of TLS, and the path form.
        with socket.create_connection(("127.0.0.1", self.port), 60) as plain, \
                context.wrap_socket(plain, server_hostname="localhost") as connection:
            connection.sendall(f"GET /v1/whoami HTTP/1.1\r\nHost: {ORDERS}\r\nConnection: close\r\n\r\n".encode())
            self.assertIn(b"403 Forbidden", connection.recv(4096))
        for host, path in ((ORDERS, "/v1/whoami"), ("127.0.0.1", f"/_aws/domains/{ORDERS}/v1/whoami")):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("GET", path, headers={"Host": host})
            self.assertEqual(403, connection.getresponse().status)
            connection.close()
        apis = json.loads(self.client("apigatewayv2", "get-apis"))["Items"]
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/_aws/execute-api/{apis[0]['ApiId']}/whoami")
        answer = connection.getresponse()
        self.assertEqual(404, answer.status, answer.getheader("x-samara-reason"))
        connection.close()

    def test_clients_in_python_and_node_connect_without_a_name(self):
        context = ssl.create_default_context(cafile=self.ca)
        folder = os.path.join(self.app, "certificates")
        context.load_cert_chain(os.path.join(folder, "client.pem"), os.path.join(folder, "client.key"))
        with socket.create_connection(("127.0.0.1", self.port), 60) as plain, \
                context.wrap_socket(plain, server_hostname=REPORTS) as connection:
            connection.sendall(f"GET /whoami HTTP/1.1\r\nHost: {REPORTS}\r\nConnection: close\r\n\r\n".encode())
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            self.assertEqual("CN=client,OU=Partners,O=Acme", json.loads(answer.read())["subject"])
        if not shutil.which("node"):
            self.skipTest("node is not installed")
        node = subprocess.run(
            ["node", "-e", NODE, ORDERS, str(self.port), "/v1/whoami", self.ca, os.path.join(folder, "client.pem"),
             os.path.join(folder, "client.key")], capture_output=True, text=True, timeout=PATIENCE)
        self.assertTrue(node.stdout.startswith("200 "), node.stdout + node.stderr)

    def test_the_authorizer_refuses_what_was_revoked(self):
        self.certificates("certificates", "revoked")
        answer = self.curl(ORDERS, "/v1/whoami", *self.good(name="revoked"))
        serial = json.loads(answer.stdout.rsplit("\n", 1)[0])["serial"]
        self.deploy("RevokedSerials=" + serial)
        self.addCleanup(self.deploy)
        self.assertIn("403 2", self.curl(ORDERS, "/v1/whoami", *self.good(name="revoked")).stdout)
        self.assertIn("200 2", self.curl(ORDERS, "/v1/whoami", *self.good()).stdout)

    def test_the_records_and_certificates_are_there(self):
        zones = json.loads(self.client("route53", "list-hosted-zones"))["HostedZones"]
        self.assertEqual(["partners.example."], [zone["Name"] for zone in zones])
        records = json.loads(self.client(
            "route53", "list-resource-record-sets", "--hosted-zone-id", zones[0]["Id"]))["ResourceRecordSets"]
        aliases = {r["Name"]: r["AliasTarget"]["DNSName"] for r in records if "AliasTarget" in r}
        domain = json.loads(self.client("apigatewayv2", "get-domain-name", "--domain-name", ORDERS))
        target = domain["DomainNameConfigurations"][0]["ApiGatewayDomainName"]
        self.assertEqual(target + ".", aliases[ORDERS + "."])
        self.assertIn("CNAME", {r["Type"] for r in records})
        certificates = json.loads(self.client("acm", "list-certificates"))["CertificateSummaryList"]
        self.assertEqual([("*.partners.example", "ISSUED", True)],
                         [(c["DomainName"], c["Status"], c["InUse"]) for c in certificates])


if __name__ == "__main__":
    unittest.main()
