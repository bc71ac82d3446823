"""Serves a local copy of web-platform-tests with wptserve, on the ports that the tests expect."""

import argparse
import logging
import pathlib
import secrets
import signal
import subprocess
import sys
import tempfile

from wptserve import config, server, stash

HOSTS = {"": "web-platform.test", "alt": "not-web-platform.test"}
SUBDOMAINS = {"www", "www1", "www2"}
PORTS = {"http": [8000, 8001], "https": [8443, 8444], "h2": [9000]}


class Localhost(config.ConfigBuilder):
    """The usual configuration; every name is this machine."""

    def _get_server_host(self, data):
        return "127.0.0.1"


def certificate(folder):
    """A certificate that nobody vouches for, which the agent is told to accept."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert,
         "-subj", "/CN=web-platform.test", "-addext", "subjectAltName=DNS:web-platform.test"],
        check=True, capture_output=True)
    return str(key), str(cert)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("wpt", type=pathlib.Path, help="the copy: the folder that holds fetch/, xhr/, common/")
    root = str(arguments.parse_args().wpt.resolve())
    sys.path.insert(0, root)
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        key, cert = certificate(pathlib.Path(folder))
        ssl = {"type": "pregenerated", "encrypt_after_connect": False,
               "pregenerated": {"host_key_path": key, "host_cert_path": cert}}
        builder = Localhost(
            logging.getLogger("wpt"), subdomains=SUBDOMAINS, not_subdomains={"nonexistent"},
            browser_host=HOSTS[""], alternate_hosts={"alt": HOSTS["alt"]}, doc_root=root, ports=PORTS,
            check_subdomains=False, ssl=ssl)
        with stash.StashServer(authkey=secrets.token_hex(16)), builder as ready:
            serve(root, ready, key, cert)


def serve(root, ready, key, cert):
    """Starts a server for each port and waits to be stopped."""
    for scheme, ports in PORTS.items():
        h2 = scheme == "h2"
        handler = server.Http2WebTestRequestHandler if h2 else server.Http1WebTestRequestHandler
        for port in ports:
            server.WebTestHttpd(
                host="127.0.0.1", port=port, doc_root=root, config=ready, bind_address=True, http2=h2,
                handler_cls=handler, use_ssl=scheme != "http", key_file=key, certificate=cert).start()
    print("ready", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
