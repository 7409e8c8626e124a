"""A few hundred malformed requests to a running cloud: `fuzz/README.md` tells how to send many more."""
import os
import subprocess
import sys
import unittest

from harness import PATIENCE, ROOT, SAMARA, clean_environment

CASES = 300


class ApiFuzzTest(unittest.TestCase):

    def test_malformed_requests_leave_no_hung_connection_leak_or_stack_trace(self):
        done = subprocess.run(
            [sys.executable, os.path.join(ROOT, "fuzz", "api_fuzz.py"), "--requests", str(CASES), "--seed", "e2e",
             "--samara", SAMARA], capture_output=True, text=True, errors="replace", env=clean_environment(),
            timeout=2 * PATIENCE)
        self.assertEqual(0, done.returncode, done.stdout[-8000:] + done.stderr[-2000:])
        self.assertIn(f"{CASES} cases", done.stdout)
        self.assertIn("0 findings", done.stdout)


if __name__ == "__main__":
    unittest.main()
