/** Waits, at most ten seconds, until a server takes connections: JupyterLab tells its address a moment before. */
export async function whenListening(address: string): Promise<void> {
  const { hostname, port } = new URL(address);
  for (let tries = 0;; tries++) {
    try {
      (await Deno.connect({ hostname, port: Number(port) })).close();
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused) || tries === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
