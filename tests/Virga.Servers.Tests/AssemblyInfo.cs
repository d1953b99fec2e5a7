[assembly: TestFramework("Virga.Servers.MatrixTestFramework", "Virga.Servers")]
