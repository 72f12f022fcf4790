"""A headless Chromium: Debian's packages chromium and chromium-driver, or whatever is called so on the PATH."""

import os
import pathlib
import shutil

from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DRIVER = ("chromedriver", "chromium.chromedriver")
WIDTH, HEIGHT = 1280, 900
PHONE_WIDTH, PHONE_HEIGHT = 390, 844


def found(names: tuple[str, ...]) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


def missing() -> str | None:
    """What has to be installed before there can be a browser."""
    if found(CHROMIUM) and found(DRIVER):
        return None
    return "there is no Chromium with its driver here; Debian's packages are chromium and chromium-driver"


class Browser:
    def __init__(self, screenshots: pathlib.Path):
        options = webdriver.ChromeOptions()
        options.binary_location = found(CHROMIUM)
        options.add_argument("--headless=new")
        options.add_argument("--no-proxy-server")
        # Containers of CI have a small /dev/shm, and no sandbox for root.
        options.add_argument("--disable-dev-shm-usage")
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options, webdriver.ChromeService(found(DRIVER)))
        self.screenshots = screenshots
        self.resize(WIDTH, HEIGHT)

    def close(self) -> None:
        self.driver.quit()

    def resize(self, width: int, height: int) -> None:
        """The part that shows the page. A window could not be as narrow as a phone."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def prefer_dark(self, dark: bool) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def open(self, address: str) -> None:
        self.driver.get(address)

    def text(self) -> str:
        """What is to be seen, without what is hidden."""
        return self.driver.find_element(By.TAG_NAME, "body").text

    def await_text(self, *wanted: str, seconds: float = 60) -> str:
        def shown(_):
            text = self.text()
            return text if all(one in text for one in wanted) else False

        # A page that is drawn again while it is read is read again.
        waiting = WebDriverWait(self.driver, seconds, ignored_exceptions=[WebDriverException])
        try:
            return waiting.until(shown)
        except TimeoutException:
            self.keep("missing")
            raise AssertionError(f"{wanted} is not on {self.driver.current_url}, but {self.text()!r}") from None

    def fill_in(self, name: str, value: str) -> None:
        WebDriverWait(self.driver, 60).until(lambda driver: driver.find_elements(By.NAME, name), f"no field {name}")
        self.driver.find_element(By.NAME, name).send_keys(value)

    def submit(self, name: str) -> None:
        self.driver.find_element(By.NAME, name).submit()

    def follow(self, text: str) -> None:
        self.driver.find_element(By.LINK_TEXT, text).click()

    def is_too_wide(self) -> bool:
        """Whether one would have to scroll sideways."""
        root = "document.documentElement"
        return self.driver.execute_script(f"return {root}.scrollWidth > {root}.clientWidth")

    def complaints(self) -> list[str]:
        """What the console had to say since it was asked last, for example of a style that was refused."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def keep(self, name: str) -> None:
        """A screenshot of all that is seen without scrolling."""
        self.screenshots.mkdir(parents=True, exist_ok=True)
        (self.screenshots / f"{name}.png").write_bytes(self.driver.get_screenshot_as_png())
